import { useAct } from '../../api/acts.ts'
import type { WaitingLineView } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { useLineAsks } from './line-asks.tsx'
import { WaitingLine } from './waiting-line.tsx'

/** What waits for a person, one line after another, by keyboard. */
export function WaitingLines(props: {
  readonly lines: readonly WaitingLineView[]
  readonly selected: number
  readonly onSelect: (index: number) => void
}) {
  const { say } = useWords()
  const toast = useToast()
  const reject = useAct('bank-reject')
  const { ask, book, isBooking, error, modals } = useLineAsks()
  const at = Math.max(0, Math.min(props.selected, props.lines.length - 1))
  const line = props.lines[at]
  const asProposed = (): void => {
    if (line?.status === 'proposed') book(line, {}, (line.refund ?? line.shares[0])?.clientName ?? '')
    else if (line) ask('elsewhere', line)
  }
  const refuse = (): void => {
    if (line && line.shares.length > 0) reject.mutate({ line: line.id }, { onSuccess: () => toast({ text: say('app.bank.rejected') }) })
  }
  const move = (by: number) => () => props.onSelect(Math.max(0, Math.min(at + by, props.lines.length - 1)))
  useKeys(
    line
      ? [
          { keys: 'j', does: say('app.keys.next'), run: move(1) },
          { keys: 'k', does: say('app.keys.previous'), run: move(-1) },
          { keys: 'Enter', does: say('app.keys.confirmLine'), run: asProposed },
          { keys: 'x', does: say('app.keys.rejectLine'), run: refuse },
          { keys: 'e', does: say('app.bank.elsewhere'), run: () => ask('elsewhere', line) },
          { keys: 'a', does: say('app.keys.asideLine'), run: () => ask('aside', line) },
        ]
      : [],
  )
  if (!line) return null
  return (
    <section className="part" aria-label={say('app.bank.waiting')}>
      <h2>{say('app.bank.waiting')}</h2>
      <p className="fine only-wide">{say('app.bank.moveHint')}</p>
      <Problem error={error ?? reject.error} />
      <ul>
        {props.lines.map((one, index) => (
          <WaitingLine key={one.id} line={one} isOpen={index === at} onOpen={() => props.onSelect(index)}>
            {one.status === 'proposed' ? (
              <button type="button" className="btn main" aria-disabled={isBooking} onClick={asProposed}>
                {say(one.refund ? 'app.bank.refund' : 'app.bank.confirm')} <kbd>Enter</kbd>
              </button>
            ) : null}
            <button type="button" className="btn" onClick={() => ask('elsewhere', one)}>
              {say('app.bank.elsewhere')} <kbd>e</kbd>
            </button>
            {one.shares.length > 0 ? (
              <button type="button" className="btn text" onClick={refuse}>
                {say('app.bank.reject')} <kbd>x</kbd>
              </button>
            ) : null}
            <button type="button" className="btn text" onClick={() => ask('aside', one)}>
              {say('app.bank.aside')} <kbd>a</kbd>
            </button>
          </WaitingLine>
        ))}
      </ul>
      {modals}
    </section>
  )
}
