import { Fragment } from 'react'
import { useWords } from '../words/words.tsx'
import { Scroll } from './scroll.tsx'

/** A stretch of days with one base and one rate; amounts as they are shown. */
export interface SegmentRow {
  readonly from: string | null
  readonly to: string | null
  readonly days: number
  readonly base: string
  readonly rate: string
  readonly source: string
  readonly confidence: string
  readonly amount: string
}

interface Props {
  readonly label: string
  readonly currency: string
  readonly segments: readonly SegmentRow[]
  /** The figure that the segments add up to, and how it was reckoned. */
  readonly interest: { readonly how: string; readonly clause: string; readonly amount: string } | null
  readonly compensation: { readonly clause: string; readonly confidence: string; readonly amount: string } | null
  readonly total: string | null
}

/** Everything a figure of late costs is made of: segments, rates, sources, clauses. */
export function Segments({ label, currency, segments, interest, compensation, total }: Props) {
  const { say, day } = useWords()
  return (
    <Scroll label={label}>
      <table className="segs">
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say('app.costs.source')}</th>
            {['days', 'base', 'rate'].map(column => (
              <th key={column} scope="col" className="amount">
                {say(`app.costs.${column}`)}
              </th>
            ))}
            <th scope="col" className="amount">
              {currency}
            </th>
          </tr>
        </thead>
        <tbody>
          {segments.map(s => (
            <Fragment key={`${s.from} ${s.base} ${s.rate} ${s.days}`}>
              <tr>
                <td>{s.from && s.to ? `${day(s.from, 'short')} – ${day(s.to, 'short')}` : ''}</td>
                <td className="amount">{s.days}</td>
                <td className="amount">{s.base}</td>
                <td className="amount nowrap">{s.rate} %</td>
                <td className="amount">{s.amount}</td>
              </tr>
              <tr>
                <td colSpan={5}>
                  <span className="fine">
                    {s.source} <Trust confidence={s.confidence} />
                  </span>
                </td>
              </tr>
            </Fragment>
          ))}
          {interest ? <Figure what={interest.how} clause={interest.clause} amount={interest.amount} /> : null}
          {compensation ? <Figure what={say('app.costs.compensation')} {...compensation} /> : null}
        </tbody>
        {total === null ? null : (
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                {say('app.costs.total')}
              </th>
              <td className="amount">{total}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </Scroll>
  )
}

function Figure({ what, clause, confidence = 'seen', amount }: { what: string; clause: string; confidence?: string; amount: string }) {
  return (
    <tr>
      <td colSpan={4}>
        {what}
        <br />
        <span className="fine">
          {clause} <Trust confidence={confidence} />
        </span>
      </td>
      <td className="amount">{amount}</td>
    </tr>
  )
}

/** A mark where a value was not seen in its source. */
export function Trust({ confidence }: { confidence: string }) {
  const { say } = useWords()
  if (confidence === 'seen' || confidence === 'derived') return null
  return <span className={confidence === 'own' ? 'mark' : 'mark amber'}>{say(`app.law.trust-${confidence}`)}</span>
}

/** Lines beside a figure, in the reader's language where it has the sentence. */
export function LawNotes({ notes }: { notes: readonly { readonly code: string; readonly text: string }[] }) {
  const { say, has } = useWords()
  return notes.map(n => (
    <p className="meta" key={n.code}>
      {has(`app.lawNote.${n.code}`) ? say(`app.lawNote.${n.code}`) : n.text}
    </p>
  ))
}
