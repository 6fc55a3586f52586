import { useAct, useSendFiles } from '../../api/acts.ts'
import type { DeskView } from '../../api/types.ts'
import { Amount } from '../../parts/amount.tsx'
import { Endings } from '../../parts/endings.tsx'
import { HandOvers } from '../../parts/hand-overs.tsx'
import { OwnLetters } from '../../parts/own-letters.tsx'
import { Problem } from '../../parts/problem.tsx'
import { Trust } from '../../parts/segments.tsx'
import { Terms } from '../../parts/terms.tsx'
import { useWords } from '../../words/words.tsx'
import { percent, units, type WayView } from './figures.ts'
import { OwnRecord } from './own-record.tsx'

/** Below the ways: offers, fees, what collecting costs, whether to keep the client, terms for what comes next. */
export function Sheets({ desk, way }: { desk: DeskView; way: WayView['way'] }) {
  return (
    <div className="sheets">
      <OwnLetters clientId={desk.clientId} />
      <HandOvers clientId={desk.clientId} />
      <Endings clientId={desk.clientId} />
      {desk.offers.length > 0 ? <Offers desk={desk} /> : null}
      <Sensitivity desk={desk} way={way} />
      <OwnRecord desk={desk} />
      <div className="two-sheets">
        <Costs desk={desk} />
        <Keep desk={desk} />
      </div>
    </div>
  )
}

function Offers({ desk }: { desk: DeskView }) {
  const { say } = useWords()
  const accept = useAct('accept-settlement')
  const withdraw = useAct('withdraw-settlement')
  const lapsed = useAct('lapsed-letter')
  const error = accept.error ?? withdraw.error ?? lapsed.error
  return (
    <section className="part">
      <h2>{say('app.desk.offers')}</h2>
      <Problem error={error} />
      <ul>
        {desk.offers.map(o => (
          <li className="row" key={o.id}>
            <span>
              <Amount amount={o.pay} />{' '}
              <span className="meta">
                {say('app.desk.offerLine', { payAmount: `${o.discount.minor} ${o.discount.currency}`, deadlineOn: o.deadline })}
              </span>{' '}
              <span className="mark">{say(`app.desk.offerState.${o.state}`)}</span>
            </span>
            <span className="acts">
              {o.state === 'open' ? (
                <button type="button" className="link" onClick={() => accept.mutate({ offer: o.id })}>
                  {say('app.desk.accept')}
                </button>
              ) : null}
              {o.state === 'open' ? <Signed clientId={desk.clientId} offer={o.id} /> : null}
              {o.state === 'open' || o.state === 'accepted' ? (
                <button type="button" className="link" onClick={() => withdraw.mutate({ offer: o.id })}>
                  {say('app.desk.withdraw')}
                </button>
              ) : null}
              {o.state === 'lapsed' ? (
                <button type="button" className="link" onClick={() => lapsed.mutate({ offer: o.id })}>
                  {say('app.desk.tellLapsed')}
                </button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The letter came back signed: it is kept with the offer. */
function Signed({ clientId, offer }: { clientId: string; offer: string }) {
  const { say } = useWords()
  const keep = useSendFiles<{ papers: readonly { documentId: string }[] }>('/documents')
  const accept = useAct('accept-settlement')
  const take = (file: File | undefined): void => {
    if (!file) return
    keep.mutate(
      { files: [file], fields: { client: clientId, kind: 'other' } },
      { onSuccess: ({ papers }) => accept.mutate({ offer, document: papers[0]?.documentId }) },
    )
  }
  return (
    <label className="link file">
      {say('app.ownLetter.signed')}
      <input type="file" className="vh" accept="application/pdf,image/png,image/jpeg" onChange={e => take(e.target.files?.[0])} />
      <Problem error={keep.error ?? accept.error} />
    </label>
  )
}

/** How far the opened way moves with each assumption, widest first. The figures stand beside the bars. */
function Sensitivity({ desk, way }: { desk: DeskView; way: WayView['way'] }) {
  const { say, language } = useWords()
  const rows = desk.sensitivity
    .map(({ assumption, part, ways }) => {
      const [low, high] = ways[way] ?? [0, 0]
      return { assumption, part, low, high }
    })
    .filter(s => s.high - s.low >= 1)
    .sort((a, b) => b.high - b.low - (a.high - a.low))
  if (rows.length === 0) return null
  const low = Math.min(...rows.map(r => r.low))
  const high = Math.max(...rows.map(r => r.high))
  const at = (value: number): number => ((value - low) / (high - low || 1)) * 100
  return (
    <section className="part">
      <h2>{say('app.desk.sensitivity')}</h2>
      <p className="meta">{say('app.desk.sensitivityText', { way: say(`app.desk.way.${way}`) })}</p>
      <table className="tornado">
        <tbody>
          {rows.map(r => (
            <tr key={`${r.assumption} ${r.part}`}>
              <th scope="row">
                {r.part === null ? say(`app.desk.assumption.${r.assumption}`) : say(`app.assumed.part.${r.assumption}-${r.part}`)}
              </th>
              <td className="only-wide">
                <span className="bar" aria-hidden="true">
                  <i style={{ left: `${at(r.low)}%`, width: `${at(r.high) - at(r.low)}%` }} />
                </span>
              </td>
              <td className="amount">{say('app.desk.range', { low: units(language, r.low), high: units(language, r.high) })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Costs({ desk }: { desk: DeskView }) {
  const { say, language } = useWords()
  const n = (value: number): string => units(language, value)
  const { fees, collecting: c } = desk
  return (
    <section className="part">
      <h2>{say('app.desk.fees')}</h2>
      <p>
        {say('app.desk.feesText', { cheaper: fees.cheaper, flat: n(fees.flatFee), agency: n(fees.agencyPay), even: n(fees.evenAtOwed) })}
      </p>
      <h2 className="next">{say('app.desk.collecting')}</h2>
      <p>
        {say('app.desk.collectingText', {
          court: n(c.courtFee),
          own: n(c.ownCost),
          win: percent(c.winChance),
          seize: percent(c.seizeChance),
          back: percent(c.costsBack),
        })}
      </p>
      <p className="fine">
        {c.courtFeeFrom ? say('app.court.basis', { source: c.courtFeeFrom.source }) : say('app.court.standIn')}{' '}
        {c.courtFeeFrom ? <Trust confidence={c.courtFeeFrom.confidence} /> : null}
      </p>
    </section>
  )
}

function Keep({ desk }: { desk: DeskView }) {
  const { say, language } = useWords()
  const n = (value: number): string => units(language, value)
  const { keep: k } = desk
  return (
    <section className="part">
      <h2>{say('app.desk.keep')}</h2>
      <p>
        {say('app.desk.keepText', {
          turnover: n(k.turnover),
          margin: n(k.margin),
          days: k.lateDays,
          financing: n(k.financing),
          minutes: k.minutes,
          leaves: n(k.leaves),
        })}{' '}
        <b>{say(`app.desk.keepAnswer.${k.answer}`)}</b>
      </p>
      <h2 className="next">{say('app.desk.terms')}</h2>
      <Terms clientId={desk.clientId} />
    </section>
  )
}
