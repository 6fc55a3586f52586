import { useAct } from '../api/acts.ts'
import type { HandOverView } from '../api/types.ts'
import { useWords } from '../words/words.tsx'
import { Amount } from './amount.tsx'
import { Problem } from './problem.tsx'
import { Scroll } from './scroll.tsx'

/** What a lawyer or an agency reported, with our answers, and what it collected. */
export function Reports({ h }: { h: HandOverView }) {
  const { say, day } = useWords()
  const answer = useAct('answer-proposal')
  const reply = (report: string, said: 'accepted' | 'refused') => () => answer.mutate({ handOver: h.id, report, answer: said })
  if (h.reports.length === 0 && h.remittances.length === 0) return null
  return (
    <>
      <Problem error={answer.error} />
      <ul className="standing">
        {h.reports.map(r => (
          <li key={r.id}>
            <p>
              <span className="meta">{day(r.on)}</span> {say(`decision.room.kind.${r.kind}`)} {r.words}{' '}
              {r.amount ? <Amount amount={r.amount} /> : null} {r.parts === null ? null : say('decision.room.inParts', { parts: r.parts })}{' '}
              {r.by === null ? null : say('app.handOver.byDay', { byDay: r.by })}{' '}
              {r.answer === null ? null : <span className="mark">{say(`decision.room.answer.${r.answer}`)}</span>}{' '}
              {r.became === null ? null : say(`app.handOver.became.${r.became}`)}
            </p>
            {r.kind === 'proposal' && r.answer === null && h.state === 'out' ? (
              <div className="acts">
                <button type="button" className="btn main" onClick={reply(r.id, 'accepted')}>
                  {say('app.handOver.accept')}
                </button>
                <button type="button" className="btn" onClick={reply(r.id, 'refused')}>
                  {say('app.handOver.refuse')}
                </button>
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {h.remittances.length > 0 ? <Remittances h={h} /> : null}
    </>
  )
}

function Remittances({ h }: { h: HandOverView }) {
  const { say, day } = useWords()
  const heads = ['gross', 'commission', 'feeTax', 'net'] as const
  return (
    <Scroll label={say('app.handOver.remittances')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('app.handOver.remittances')}</th>
            {heads.map(head => (
              <th scope="col" className="amount" key={head}>
                {say(`app.handOver.money.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {h.remittances.map(r => (
            <tr key={r.id}>
              <th scope="row">{day(r.on)}</th>
              {heads.map(head => (
                <td className="amount" key={head}>
                  <Amount amount={r[head]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
