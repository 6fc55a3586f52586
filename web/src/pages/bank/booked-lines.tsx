import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/acts.ts'
import type { BankView, BookedLineView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

/** What was booked, by whom and why; each can be taken back. */
export function BookedLines({ lines }: { lines: readonly BookedLineView[] }) {
  const { say, day } = useWords()
  const toast = useToast()
  const undo = useAct('bank-undo')
  if (lines.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.bank.booked')}</h2>
      <Problem error={undo.error} />
      <Scroll label={say('app.bank.booked')}>
        <table>
          <tbody>
            {lines.map(line => (
              <tr key={line.id}>
                <td className="meta nowrap">{day(line.valueOn, 'short')}</td>
                <td>
                  {line.clients.map(c => (
                    <Link key={c.id} to="/clients/$clientId" params={{ clientId: c.id }}>
                      {c.name}
                    </Link>
                  ))}{' '}
                  {line.numbers.join(', ')}
                  <br />
                  <span className="meta">{howOf(line, say)}</span>
                </td>
                <td className="amount">
                  <Amount amount={{ minor: line.minor, currency: line.currency }} />
                </td>
                <td className="amount">
                  <button
                    type="button"
                    className="link"
                    onClick={() => undo.mutate({ line: line.id }, { onSuccess: () => toast({ text: say('app.bank.undone') }) })}
                  >
                    {say('app.bank.undo')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

/** Reasons that need no particulars, where matching booked by itself. */
const SHORT = ['known-account', 'structured-reference', 'number-in-text', 'amount-exact', 'sum-of-invoices', 'expected-payment'] as const

function howOf(line: BookedLineView, say: (key: string, params?: Record<string, string>) => string): string {
  if (line.by === 'person') return say('app.bank.byPerson')
  if (line.by === 'recorded-before') return say('app.bank.byBefore')
  const why = SHORT.filter(code => line.reasonCodes.includes(code)).map(code => say(`app.bank.short-${code}`))
  return say('app.bank.byRule', { why: why.join(', ') })
}

/** What is no client’s money; each taken back alone, or all that were set aside in one go. */
export function SetAside({ lines }: { lines: BankView['setAside'] }) {
  const { say, day } = useWords()
  const toast = useToast()
  const undo = useAct('bank-undo')
  const undoAll = useAct<{ readonly lines: number }>('bank-undo-aside')
  if (lines.length === 0) return null
  const all = (line: string) => () =>
    undoAll.mutate({ line }, { onSuccess: done => toast({ text: say('app.bank.asideUndone', { count: done.lines }) }) })
  return (
    <details className="fold">
      <summary>
        {say('app.bank.setAside')} <span className="meta">{lines.length}</span>
      </summary>
      <Problem error={undo.error ?? undoAll.error} />
      <ul className="stack">
        {lines.map(line => (
          <li key={line.id}>
            <p className="row">
              <span>
                {day(line.valueOn, 'short')}, {line.why}
              </span>
              <Amount amount={{ minor: line.minor, currency: line.currency }} />
            </p>
            <p className="meta">{line.counterparty ?? line.text}</p>
            <p className="acts">
              <button type="button" className="link" onClick={() => undo.mutate({ line: line.id })}>
                {say('app.bank.undo')}
              </button>
              {line.together > 1 ? (
                <button type="button" className="link" onClick={all(line.id)}>
                  {say('app.bank.asideBack', { count: line.together })}
                </button>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </details>
  )
}

export function Imports({ imports }: { imports: BankView['imports'] }) {
  const { say, day } = useWords()
  const toast = useToast()
  const undo = useAct('bank-undo-import')
  if (imports.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.bank.imports')}</h2>
      <Problem error={undo.error} />
      <ul className="stack">
        {imports.map(i => (
          <li key={i.id}>
            <p>
              {say('app.bank.importLine', { files: i.files.join(', '), lines: i.lines })}{' '}
              <span className="meta">{day(i.at.slice(0, 10), 'short')}</span>
            </p>
            <button
              type="button"
              className="link"
              onClick={() => undo.mutate({ batch: i.id }, { onSuccess: () => toast({ text: say('app.bank.importUndone') }) })}
            >
              {say('app.bank.undoImport')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
