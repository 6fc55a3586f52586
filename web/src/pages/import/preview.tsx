import type { ImportPreview } from '../../api/types.ts'
import { faultText } from '../../parts/fault-text.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'
import { Copies } from './copies.tsx'

const SHOWN = 12
/** Asked below, not only said. */
const ASKED = new Set(['date-order-assumed', 'currency-assumed', 'decimal-assumed'])

/** Why nothing would change: all of it is here, or there is nothing. */
export const nothingIn = ({ counts, copies }: ImportPreview): string =>
  counts.same + counts.samePayments + copies.filter(copy => copy.why === 'known').length > 0 ? 'import.nothingNew' : 'importWill.nothing'

interface Props {
  readonly preview: ImportPreview
  readonly onColumns: (file: string) => void
  /** Forgets what was said of the last list with the headers of one, by the id of that. */
  readonly onForget: (id: string) => void
}

/** What would come in: counts, totals by currency, how the columns were read, the first rows. */
export function Preview({ preview, onColumns, onForget }: Props) {
  const { say } = useWords()
  const { counts, refused, leftOut, notes } = preview
  const parts = (['new', 'changed', 'same', 'vanished', 'creditNotes', 'payments', 'newClients', 'refused'] as const)
    .filter(name => counts[name] > 0)
    .map(name => say(`app.import.count-${name}`, { count: counts[name] }))
    .concat(preview.copies.length > 0 ? [say('app.importCopies.count', { count: preview.copies.length })] : [])
  return (
    <section className="part">
      <h2>{say('app.import.whatComes')}</h2>
      <p className="lead">{parts.length > 0 ? parts.join(' ') : say(`app.${nothingIn(preview)}`)}</p>
      <Totals preview={preview} />
      {preview.files.map(f => (
        <Columns key={f.name} file={f} onColumns={() => onColumns(f.name)} onForget={onForget} />
      ))}
      <Invoices preview={preview} />
      <Payments preview={preview} />
      <Copies copies={preview.copies} />
      <Changes changed={preview.changed} />
      {counts.numberedClients > 0 ? <p className="meta">{say('app.import.byNumber', { count: counts.numberedClients })}</p> : null}
      <Faults title={say('app.import.refused')} faults={refused} tone="is-lost" />
      <Faults title={say('app.import.leftOut')} faults={leftOut} tone="" />
      <Faults title={say('app.import.notes')} faults={notes.filter(n => !ASKED.has(n.code))} tone="needs-you" />
    </section>
  )
}

function Totals({ preview }: { preview: ImportPreview }) {
  const { say, figure } = useWords()
  if (preview.totals.length === 0) return null
  const hasInvoices = preview.counts.new + preview.counts.creditNotes > 0
  const hasPayments = preview.counts.payments > 0
  return (
    <table className="narrow-table">
      <caption className="vh">{say('app.import.totals')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('app.firm.currency')}</th>
          {(hasInvoices ? (['invoiced', 'paid', 'open'] as const) : []).map(name => (
            <th scope="col" className="amount" key={name}>
              {say(`app.import.${name}`)}
            </th>
          ))}
          {hasPayments ? (
            <th scope="col" className="amount">
              {say('app.import.payments')}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {preview.totals.map(t => (
          <tr key={t.currency}>
            <th scope="row">{t.currency}</th>
            {hasInvoices ? (
              <>
                <td className="amount">{figure(t.invoiced.minor, t.currency)}</td>
                <td className="amount">{figure(t.paid.minor, t.currency)}</td>
                <td className="amount">
                  <b>{figure(t.open.minor, t.currency)}</b>
                </td>
              </>
            ) : null}
            {hasPayments ? (
              <td className="amount">
                <b>{figure(t.payments.minor, t.currency)}</b>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface ColumnsProps {
  readonly file: ImportPreview['files'][number]
  readonly onColumns: () => void
  readonly onForget: Props['onForget']
}

function Columns({ file, onColumns, onForget }: ColumnsProps) {
  const { say, has } = useWords()
  const says = has(`app.listSource.${file.source}`) ? say(`app.listSource.${file.source}`) : file.says
  const fieldName = (field: string): string => (has(`app.listField.${field}`) ? say(`app.listField.${field}`) : field)
  return (
    <>
      <details className="fold">
        <summary>
          <span>
            {say('app.import.file', { name: file.name, rows: file.rows })} <span className="meta">{says}</span>
          </span>
        </summary>
        <dl className="pair columns">
          {file.columns.map(c => (
            <div key={c.header}>
              <dt>{c.header}</dt>
              <dd>{c.field ? fieldName(c.field) : <span className="quiet">{say('app.import.notUsed')}</span>}</dd>
            </div>
          ))}
        </dl>
        <p className="acts">
          <button type="button" className="btn" onClick={onColumns}>
            {say('app.listColumns.other')}
          </button>
        </p>
      </details>
      <AsSaid file={file} onColumns={onColumns} onForget={onForget} />
    </>
  )
}

/** That a list is read as a person said, now or of the last list with these headers; and the way back from it. */
function AsSaid({ file: { columnsBy, lastTime }, onColumns, onForget }: ColumnsProps) {
  const { say } = useWords()
  if (columnsBy === 'person') return <p className="meta">{say('app.listColumns.asSaid')}</p>
  if (columnsBy === null || !lastTime) return null
  return (
    <div className="note">
      <p>{say('app.listColumns.asLastTime', { saidOn: lastTime.saidOn })}</p>
      <p className="acts">
        <button type="button" className="btn" onClick={onColumns}>
          {say('app.listColumns.change')}
        </button>
        <button type="button" className="btn text" onClick={() => onForget(lastTime.id)}>
          {say('app.listColumns.forget')}
        </button>
      </p>
    </div>
  )
}

function Invoices({ preview }: { preview: ImportPreview }) {
  const { say, day, amount } = useWords()
  const shown = preview.invoices.slice(0, SHOWN)
  if (shown.length === 0) return null
  return (
    <Scroll label={say('app.import.firstRows')}>
      <table className="stacked">
        <caption className="vh">{say('app.import.firstRows')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('app.invoices.col-number')}</th>
            <th scope="col">{say('app.invoices.col-client')}</th>
            <th scope="col">{say('app.invoices.col-due')}</th>
            <th scope="col" className="amount">
              {say('app.import.invoiced')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(i => (
            <tr key={`${i.number} ${i.client}`}>
              <th scope="row">{i.number}</th>
              <td>{i.client}</td>
              <td>{i.dueOn ? day(i.dueOn, 'short') : <span className="needs">{say('app.import.noDue')}</span>}</td>
              <td className="amount">{amount(i.total.minor, i.total.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.counts.new > shown.length ? (
        <p className="meta">{say('app.today.andMore', { count: preview.counts.new - shown.length })}</p>
      ) : null}
    </Scroll>
  )
}

/** The first payments that would come in: from whom, for which invoice, when. */
function Payments({ preview }: { preview: ImportPreview }) {
  const { say, day, amount } = useWords()
  const shown = preview.payments.slice(0, SHOWN)
  if (shown.length === 0) return null
  return (
    <Scroll label={say('app.import.payments')}>
      <table className="stacked">
        <caption className="vh">{say('app.import.payments')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('app.invoices.col-client')}</th>
            <th scope="col">{say('app.invoices.col-number')}</th>
            <th scope="col">{say('app.field.paidOn')}</th>
            <th scope="col" className="amount">
              {say('app.import.paid')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((p, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two payments may be alike in everything
            <tr key={at}>
              <th scope="row">{p.client}</th>
              <td>{p.number}</td>
              <td>{day(p.paidOn, 'short')}</td>
              <td className="amount">{amount(p.amount.minor, p.amount.currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {preview.counts.payments > shown.length ? (
        <p className="meta">{say('app.today.andMore', { count: preview.counts.payments - shown.length })}</p>
      ) : null}
    </Scroll>
  )
}

/** Invoices that the newer list states otherwise: each field as it was and as it becomes. */
function Changes({ changed }: { changed: ImportPreview['changed'] }) {
  const { say, day, amount } = useWords()
  if (changed.length === 0) return null
  const shown = (value: ImportPreview['changed'][number]['changes'][number]['from']): string => {
    if (value === null || value === '') return '–'
    if (typeof value === 'object') return amount(value.minor, value.currency)
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value, 'short') : value
  }
  return (
    <div className="note">
      <h3>{say('app.import.changes')}</h3>
      {changed.slice(0, SHOWN).map(c => (
        <p key={`${c.number} ${c.client}`}>
          <b>
            {c.number}, {c.client}
          </b>{' '}
          {c.changes
            .map(x => say('app.import.wasNow', { field: say(`app.listField.${x.field}`), from: shown(x.from), to: shown(x.to) }))
            .join(' ')}
        </p>
      ))}
      {changed.length > SHOWN ? <p className="meta">{say('app.today.andMore', { count: changed.length - SHOWN })}</p> : null}
    </div>
  )
}

function Faults({ title, faults, tone }: { title: string; faults: ImportPreview['refused']; tone: string }) {
  const words = useWords()
  const { say } = words
  if (faults.length === 0) return null
  return (
    <div className={`note ${tone}`}>
      <p>
        <b>{title}</b>
      </p>
      {faults.slice(0, SHOWN).map(f => (
        <p key={`${f.file} ${f.line} ${f.field} ${f.message}`} className="meta">
          <b>{[f.file, f.line === undefined ? undefined : say('app.fault.line', { line: f.line }), f.field].filter(Boolean).join(', ')}</b>{' '}
          {faultText(words, f, 'import')}
        </p>
      ))}
      {faults.length > SHOWN ? <p className="meta">{say('app.fault.more', { count: faults.length - SHOWN })}</p> : null}
    </div>
  )
}
