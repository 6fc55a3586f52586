import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type ActBody, useAct } from '../../api/acts.ts'
import { ApiRefusal, ask } from '../../api/client.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { PlanBuilder, type PlanLaidOut, type PlanTyped } from '../../parts/plan-builder.tsx'
import { useToast } from '../../parts/toast.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm } from './form.tsx'
import { type FormProps, tickedAtFirst } from './form-props.ts'
import { InvoicePicks } from './invoice-picks.tsx'

interface Typed extends PlanTyped {
  readonly agreedWith: string
  readonly what: string
  readonly by: string
  readonly approvedBy: string
}

/** What is typed, as the act takes it: an amount that can be read is written with a point. */
function bodyOf(invoices: readonly string[], currency: string, typed: Typed): ActBody {
  const money = (text: string): string => {
    const minor = minorOf(text, currency)
    return minor === undefined ? text : decimalOf(minor, currency)
  }
  const shaped = {
    parts: { parts: Number(typed.parts) },
    'until-done': { part: money(typed.part) },
    'now-and-rest': { now: money(typed.now), restOn: typed.restOn },
  }[typed.shape]
  return {
    invoices,
    shape: typed.shape,
    ...shaped,
    ...(typed.firstOn ? { firstOn: typed.firstOn } : {}),
    ...{ endOfMonth: typed.endOfMonth, wholeUnits: typed.wholeUnits, withInterest: typed.withInterest, dropsCosts: typed.dropsCosts },
    ...(typed.agreedWith ? { agreedWith: typed.agreedWith } : {}),
    ...(typed.what && typed.by ? { ourPart: [{ what: typed.what, by: typed.by }] } : {}),
    ...(typed.approvedBy ? { approvedBy: typed.approvedBy } : {}),
  }
}

/** A payment plan over some invoices: laid out as it is typed, agreed by one button. */
export function PlanForm(props: FormProps) {
  const { client, onDone } = props
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const navigate = useNavigate()
  const act = useAct('plan')
  const [chosen, setChosen] = useState<readonly string[]>(tickedAtFirst(props))
  const [typed, setTyped] = useState<Typed>({
    ...{ shape: 'parts', parts: '3', part: '', now: '', restOn: '', firstOn: today },
    ...{ endOfMonth: false, wholeUnits: true, withInterest: false, dropsCosts: false },
    ...{ agreedWith: client.contacts[0]?.name ?? '', what: '', by: '', approvedBy: '' },
  })
  const currency = client.invoices.find(i => chosen.includes(i.id))?.currency ?? ''
  const body = bodyOf(chosen, currency, typed)
  const preview = useQuery({
    queryKey: ['plan-preview', body],
    queryFn: () => ask<PlanLaidOut>('POST', '/acts/plan-preview', body),
    enabled: chosen.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const error = act.error ?? preview.error
  const needsName = error instanceof ApiRefusal && error.faults.some(f => f.field === 'approvedBy')
  const put = (more: Partial<Typed>): void => setTyped(now => ({ ...now, ...more }))
  const entry = (name: 'agreedWith' | 'what' | 'by' | 'approvedBy', label: string, type: 'text' | 'date' = 'text') => (
    <TextField name={name} label={label} type={type} value={typed[name]} onChange={e => put({ [name]: e.target.value })} error={error} />
  )
  const agree = (): void =>
    act.mutate(body, {
      onSuccess: () => {
        onDone()
        toast({ text: say('app.plan.made') })
        void navigate({ to: '/plans' })
      },
    })
  return (
    <ActForm error={error} isPending={act.isPending} button={say('app.plan.agree')} onSubmit={agree}>
      <InvoicePicks invoices={client.invoices} legend={say('app.call.about')} chosen={chosen} onChange={setChosen} currency={currency} />
      <PlanBuilder typed={typed} change={put} laid={chosen.length > 0 ? preview.data : undefined} error={error} />
      <details className="fold">
        <summary>{say('app.plan.bothSides')}</summary>
        {entry('agreedWith', say('app.plan.agreedWith'))}
        <div className="two">
          {entry('what', say('app.call.ours'))}
          {entry('by', say('app.call.oursBy'), 'date')}
        </div>
      </details>
      {needsName || typed.approvedBy ? entry('approvedBy', say('app.plan.approvedBy')) : null}
    </ActForm>
  )
}
