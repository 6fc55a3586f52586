import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useSendFiles } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { BillingView, UnbilledView, WorkImport } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { DropZone } from '../../parts/drop-zone.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { Drafts } from './drafts.tsx'
import { WorkForm } from './work-form.tsx'

/** Delivered, not invoiced: its age, what the delay costs, a draft in one click (B3). */
export function UnbilledPage() {
  const { say } = useWords()
  useTitle(say('app.unbilled.place'))
  const [isAdding, setAdding] = useState(false)
  const { data, error } = useQuery({ queryKey: ['unbilled'], queryFn: () => ask<BillingView>('GET', '/unbilled') })
  return (
    <main className="page" id="main" aria-busy={!data && !error}>
      <div className="title-line">
        <div>
          <h1>{say('app.unbilled.title')}</h1>
          <p className="lead">{data ? <Lead view={data} /> : null}</p>
        </div>
        <button type="button" className="btn" onClick={() => setAdding(true)}>
          {say('app.unbilled.add')}
        </button>
      </div>
      <Problem error={error} />
      {data ? (
        <div className="cols">
          <div>
            {data.unbilled.map(group => (
              <Group key={`${group.clientId} ${group.currency}`} group={group} capitalPercent={data.capitalPercent} />
            ))}
            <Drafts view={data} />
          </div>
          <aside className="side" aria-label={say('app.unbilled.bring')}>
            <BringIn />
            <Issuing view={data} />
          </aside>
        </div>
      ) : null}
      <Modal open={isAdding} onClose={() => setAdding(false)} title={say('app.unbilled.add')}>
        <WorkForm onDone={() => setAdding(false)} />
      </Modal>
    </main>
  )
}

/** The sentence before the figures: how much, of how many, and what waiting costs. */
function Lead({ view }: { view: BillingView }) {
  const { say } = useWords()
  const [first] = view.unbilled
  if (!first) return <>{say(view.drafts.length > 0 ? 'app.unbilled.none' : 'app.unbilled.leadNone')}</>
  const same = view.unbilled.filter(g => g.currency === first.currency)
  const sum = (pick: (g: UnbilledView) => string): string => same.reduce((s, g) => s + BigInt(pick(g)), 0n).toString()
  return (
    <>
      {say('app.unbilled.lead', {
        totalAmount: `${sum(g => g.netMinor)} ${first.currency}`,
        count: view.unbilled.length,
        costAmount: `${sum(g => g.costMinor)} ${first.currency}`,
        monthAmount: `${sum(g => g.costPerMonthMinor)} ${first.currency}`,
      })}
    </>
  )
}

function Group({ group, capitalPercent }: { group: UnbilledView; capitalPercent: number }) {
  const { say, day, figure } = useWords()
  const draft = useAct('draft-work')
  const { currency } = group
  return (
    <section className="part">
      <div className="title-line">
        <div>
          <h2>
            <Link to="/clients/$clientId" params={{ clientId: group.clientId }}>
              {group.client}
            </Link>
          </h2>
          <p className="meta">
            <span className="needs">{say('app.unbilled.age', { count: group.days, oldestOn: group.oldestOn })}</span>{' '}
            {say('app.unbilled.cost', { costAmount: `${group.costMinor} ${currency}`, percent: capitalPercent })}
          </p>
        </div>
        <div className="owed">
          <Amount amount={{ minor: group.netMinor, currency }} className="l" />
        </div>
      </div>
      <Problem error={draft.error} />
      <Scroll label={group.client}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('app.unbilled.doneOn')}</th>
              <th scope="col">{say('app.unbilled.what')}</th>
              <th scope="col" className="amount">
                {say('app.unbilled.quantity')}
              </th>
              <th scope="col" className="amount">
                {say('app.unbilled.rate')}
              </th>
              <th scope="col" className="amount">
                {say('app.unbilled.net', { currency })}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {group.work.map(w => (
              <tr key={w.id}>
                <td>{day(w.doneOn, 'short')}</td>
                <th scope="row">{w.what}</th>
                <td className="amount">
                  {w.quantity} {w.unit ?? ''}
                </td>
                <td className="amount">{w.rate}</td>
                <td className="amount">{figure(w.netMinor, currency)}</td>
                <td>
                  <Aside work={w.id} what={w.what} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <div className="acts">
        <button
          type="button"
          className="btn main"
          aria-disabled={draft.isPending}
          onClick={() => (draft.isPending ? undefined : draft.mutate({ client: group.clientId, currency }))}
        >
          {say('app.unbilled.draft')}
        </button>
      </div>
    </section>
  )
}

/** Not to be billed after all, with the reason. */
function Aside({ work, what }: { work: string; what: string }) {
  const { say } = useWords()
  const set = useAct('set-work-aside')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="link" aria-label={`${say('app.unbilled.aside')}: ${what}`} onClick={() => setOpen(true)}>
        {say('app.unbilled.aside')}
      </button>
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say('app.unbilled.aside')} lead={what}>
        <ActForm
          error={set.error}
          isPending={set.isPending}
          button={say('app.unbilled.aside')}
          onSubmit={value => set.mutate({ work, reason: value('reason') }, { onSuccess: () => setOpen(false) })}
        >
          <TextField name="reason" label={say('app.unbilled.why')} error={set.error} />
        </ActForm>
      </Modal>
    </>
  )
}

/** A list of work, dropped or chosen. */
function BringIn() {
  const { say } = useWords()
  const toast = useToast()
  const send = useSendFiles<WorkImport>('/unbilled/import')
  const take = (files: readonly File[]): void =>
    send.mutate({ files }, { onSuccess: ({ added, known }) => toast({ text: say('app.unbilled.brought', { count: added, known }) }) })
  return (
    <section className="part">
      <h2>{say('app.unbilled.bring')}</h2>
      <Problem error={send.error} />
      <DropZone
        accept=".csv,.xlsx,.txt"
        title={say('app.unbilled.drop')}
        hint={say('app.unbilled.dropHint')}
        onFiles={files => take(files.slice(0, 1))}
      />
    </section>
  )
}

/** Who issues, and what the firm’s country says of catch-ups. */
function Issuing({ view }: { view: BillingView }) {
  const { say } = useWords()
  const { form } = view
  return (
    <section className="part">
      <h2>{say('app.unbilled.who')}</h2>
      <p>{say(view.issuing === 'issue' ? 'app.unbilled.whoUs' : 'app.unbilled.whoTool')}</p>
      <p className="meta">
        {form ? say(`app.unbilled.form-${form.as}`, { clause: form.clause, source: form.source }) : say('app.unbilled.formUnknown')}{' '}
        {form?.platform ? say('app.unbilled.platform', { name: form.platform.name, sinceDay: form.platform.since }) : ''}
      </p>
      <Link to="/settings/$part" params={{ part: 'billing' }}>
        {say('app.unbilled.change')}
      </Link>
    </section>
  )
}
