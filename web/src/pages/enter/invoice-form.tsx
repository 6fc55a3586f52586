import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { PreventionView, SearchHit } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { Field, TextField } from '../../parts/field.tsx'
import { dayAfter } from '../../words/days.ts'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

interface Props {
  readonly error: Error | null
  readonly isPending: boolean
  readonly onSubmit: (body: Record<string, unknown>) => void
}

/** The clients whose name holds these letters; the one of exactly this name is the one meant. */
function useClients(text: string): { names: readonly string[]; meant: SearchHit | undefined } {
  const query = useDeferredValue(text.trim())
  const { data = [] } = useQuery({
    queryKey: ['search', query],
    queryFn: () => ask<SearchHit[]>('GET', `/search?q=${encodeURIComponent(query)}`),
    enabled: query.length > 0,
    placeholderData: before => before ?? [],
  })
  const clients = data.filter(hit => hit.kind === 'client')
  const same = (hit: SearchHit): boolean => hit.label.toLowerCase() === query.toLowerCase()
  return { names: clients.map(c => c.label), meant: clients.find(same) }
}

/** The days a client has to pay, where they are agreed. */
function useTerms(clientId: string | undefined): number | undefined {
  const { data } = useQuery({
    queryKey: ['terms', clientId],
    queryFn: () => ask<{ termsDays: number | null }>('GET', `/facts/client/${clientId ?? ''}`),
    enabled: clientId !== undefined,
  })
  return clientId === undefined ? undefined : (data?.termsDays ?? undefined)
}

/** What they said would prevent the next delay: it is read while their next invoice is made. */
function Asked({ clientId }: { clientId: string }) {
  const { say } = useWords()
  const { data } = useQuery({
    queryKey: ['prevention', clientId],
    queryFn: () => ask<{ answers: readonly PreventionView[] }>('GET', `/clients/${clientId}/prevention`),
  })
  if (!data || data.answers.length === 0) return null
  return (
    <div className="note open">
      <p className="meta">{say('app.prevention.title')}</p>
      {data.answers.map(a => (
        <p key={a.id}>{a.answer}</p>
      ))}
    </div>
  )
}

/** Client, number, amount, date, terms: the due day follows and can be set by itself. Nothing that is not said is invented. */
export function InvoiceForm({ error, isPending, onSubmit }: Props) {
  const { say, amount, day } = useWords()
  const { currency: firmCurrency, today } = useFirm()
  const [client, setClient] = useState('')
  const [issuedOn, setIssuedOn] = useState(today)
  const [typedTerms, setTypedTerms] = useState<string>()
  const [dueOn, setDueOn] = useState('')
  const [currency, setCurrency] = useState(firmCurrency)
  const [isWrong, setWrong] = useState(false)
  const listId = useId()
  const { names, meant } = useClients(client)
  const agreed = useTerms(meant?.id)
  const terms = typedTerms ?? (agreed === undefined ? '' : String(agreed))
  const comes = dueOn || (terms === '' ? undefined : dayAfter(issuedOn, Number(terms)))
  const isNew = client.trim() !== '' && meant === undefined
  const submit = (value: (name: string) => string): void => {
    const code = currency.trim().toUpperCase()
    const minor = /^[A-Z]{3}$/.test(code) ? minorOf(value('total'), code) : undefined
    if (minor === undefined) {
      setWrong(true)
      return
    }
    const said = filled({ issuedOn, dueOn, email: isNew ? value('email') : '', subject: value('subject') })
    onSubmit({
      client: meant?.id ?? client,
      number: value('number'),
      total: decimalOf(minor, code),
      currency: code,
      ...said,
      ...(dueOn === '' && terms !== '' ? { termsDays: Number(terms) } : {}),
    })
  }
  return (
    <ActForm error={error} isPending={isPending} button={say('app.enter.button')} onSubmit={submit}>
      <TextField
        name="client"
        label={say('app.enter.client')}
        value={client}
        onChange={e => setClient(e.target.value)}
        list={listId}
        autoComplete="off"
        error={error}
      />
      <datalist id={listId}>
        {names.map(name => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {meant ? <Asked clientId={meant.id} /> : null}
      {isNew ? <TextField name="email" type="email" label={say('app.enter.email')} hint={say('app.enter.isNew')} error={error} /> : null}
      <div className="two">
        <TextField name="number" label={say('app.enter.number')} autoComplete="off" error={error} />
        <TextField
          name="issuedOn"
          type="date"
          label={say('app.enter.issuedOn')}
          value={issuedOn}
          onChange={e => setIssuedOn(e.target.value)}
          error={error}
        />
      </div>
      <div className="two">
        <Field label={say('app.enter.total')} name="total" error={error}>
          {id => (
            <>
              {isWrong ? <p className="fault">{say('app.field.amountWrong', { example: amount('123450', firmCurrency) })}</p> : null}
              <input
                id={id}
                name="total"
                type="text"
                inputMode="decimal"
                className="money"
                aria-invalid={isWrong || undefined}
                onChange={() => setWrong(false)}
              />
            </>
          )}
        </Field>
        <TextField
          name="currency"
          label={say('app.firm.currency')}
          value={currency}
          maxLength={3}
          onChange={e => setCurrency(e.target.value)}
          error={error}
        />
      </div>
      <div className="two">
        <TextField
          name="termsDays"
          type="number"
          min={0}
          max={3650}
          label={say('app.enter.terms')}
          value={terms}
          onChange={e => setTypedTerms(e.target.value)}
          error={error}
        />
        <TextField
          name="dueOn"
          type="date"
          label={say('app.enter.dueOn')}
          value={dueOn}
          onChange={e => setDueOn(e.target.value)}
          error={error}
        />
      </div>
      <p className="meta">{comes ? say('app.enter.comes', { due: day(comes, 'long') }) : say('app.enter.neverInvented')}</p>
      <TextField name="subject" label={say('app.enter.subject')} error={error} />
    </ActForm>
  )
}
