import { useId } from 'react'
import { useAct } from '../../api/acts.ts'
import type { DeskView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'
import { percent, units } from './figures.ts'

export interface Moved {
  readonly relation?: number
  readonly belief?: number
  readonly fee?: number
  /** Single assumptions by path, `call.boost`. */
  readonly set?: Readonly<Record<string, number>>
}

/** The three figures that decide most; every other assumption is moved under Sources. The page follows at once. */
export function Knobs({ desk, moved, onMove }: { desk: DeskView; moved: Moved; onMove: (moved: Moved) => void }) {
  const { say, language } = useWords()
  const keep = useAct('set-relation')
  const most = Math.max(desk.owedUnits * 3, desk.relationFromOrders * 2, desk.relation.value, 100)
  const n = (value: number): string => units(language, value)
  const isMoved = Object.keys(moved).length > 0
  return (
    <section className="part">
      <h2>{say('app.desk.believe')}</h2>
      <Knob
        label={say('app.desk.relation')}
        shown={n(moved.relation ?? desk.relation.value)}
        value={moved.relation ?? desk.relation.value}
        most={Math.round(most)}
        step={Math.max(1, Math.round(most / 200))}
        note={say('app.desk.relationSource', { source: desk.relation.source, orders: n(desk.relationFromOrders) })}
        onMove={relation => onMove({ ...moved, relation })}
      />
      {moved.relation === undefined ? null : (
        <button
          type="button"
          className="link"
          onClick={() => keep.mutate({ client: desk.clientId, currency: desk.currency, worth: String(moved.relation) })}
        >
          {say('app.desk.keepRelation')}
        </button>
      )}
      <Knob
        label={say('app.desk.belief')}
        shown={`${percent(moved.belief ?? desk.belief)} %`}
        value={percent(moved.belief ?? desk.belief)}
        most={100}
        step={1}
        note={say('app.desk.beliefSource', { source: desk.beliefSource, days: desk.age, settled: desk.settledInvoices })}
        onMove={belief => onMove({ ...moved, belief: belief / 100 })}
      />
      <Knob
        label={say('app.desk.fee')}
        shown={`${percent(moved.fee ?? desk.fee.value)} %`}
        value={percent(moved.fee ?? desk.fee.value)}
        most={60}
        step={1}
        note={say('app.desk.feeSource', { source: desk.fee.source })}
        onMove={fee => onMove({ ...moved, fee: fee / 100 })}
      />
      {desk.agencyNothingFrom === null ? null : (
        <p className="meta">{say('app.desk.nothingFrom', { figure: n(desk.agencyNothingFrom) })}</p>
      )}
      {isMoved ? (
        <button type="button" className="link" onClick={() => onMove({})}>
          {say('app.desk.reset')}
        </button>
      ) : null}
    </section>
  )
}

export function Knob(props: {
  readonly label: string
  readonly shown: string
  readonly value: number
  readonly least?: number
  readonly most: number
  readonly step: number
  readonly note?: string
  readonly onMove: (value: number) => void
}) {
  const id = useId()
  return (
    <div className="knob">
      <label className="row" htmlFor={id}>
        <span>{props.label}</span>
        <b>{props.shown}</b>
      </label>
      <input
        id={id}
        type="range"
        min={props.least ?? 0}
        max={props.most}
        step={props.step}
        value={props.value}
        onChange={event => props.onMove(Number(event.target.value))}
        aria-describedby={props.note ? `${id}-note` : undefined}
      />
      {props.note ? (
        <p className="fine" id={`${id}-note`}>
          {props.note}
        </p>
      ) : null}
    </div>
  )
}
