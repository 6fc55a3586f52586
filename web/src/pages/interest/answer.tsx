import type { InterestAnswer } from '../../api/types.ts'
import { LawNotes, Segments } from '../../parts/segments.tsx'
import { lawName } from '../../words/law-name.ts'
import { useWords } from '../../words/words.tsx'

/** The figure, and everything it is made of. */
export function Answer({ answer }: { answer: InterestAnswer }) {
  const words = useWords()
  const { say } = words
  const { currency, compensation } = answer
  return (
    <>
      <p className="owed">
        <span className="amount l">
          <span className="cur">{currency}</span>
          {answer.total ?? answer.interest}
        </span>
      </p>
      <p>
        {say('app.interest.made', {
          interest: answer.interest,
          compensation: compensation ? `${compensation.amount} ${compensation.currency}` : '0',
          currency,
        })}
      </p>
      <p className="meta">
        {lawName(words, answer.law)}: {answer.clause}
      </p>
      <Segments
        label={say('app.interest.answer')}
        currency={currency}
        segments={answer.segments.map(s => ({ ...s, amount: s.amount.slice(0, -4) }))}
        interest={{
          how: say('app.costs.interest', { dayCount: answer.dayCount, rounding: say(`app.costs.rounding-${answer.rounding}`) }),
          clause: answer.clause,
          amount: answer.interest,
        }}
        compensation={compensation}
        total={answer.total}
      />
      {answer.limitation ? <p className="meta">{say('app.interest.barred', { endsOn: answer.limitation.endsOn })}</p> : null}
      <LawNotes notes={answer.notes} />
    </>
  )
}
