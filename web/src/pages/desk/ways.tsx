import { Fragment } from 'react'
import type { DeskView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'
import { detailOf, originsOf, scaleOf, units, type WayView, workingOf } from './figures.ts'
import { RestsOn } from './sources.tsx'

interface Props {
  readonly desk: DeskView
  readonly opened: WayView['way']
  readonly onOpen: (way: WayView['way']) => void
  readonly acts: (way: WayView) => React.ReactNode
}

/** Every way on, best first, level ones under one line; the opened one shows how its figure comes about. */
export function Ways({ desk, opened, onOpen, acts }: Props) {
  const { say, language } = useWords()
  const groups = Map.groupBy(desk.ways, w => w.tieGroup)
  const at = scaleOf(desk.ways, desk.owedUnits)
  const n = (value: number): string => units(language, value)
  return (
    <div className="scroll-narrow">
      <table className="ways">
        <caption className="vh">{say('app.desk.caption')}</caption>
        <thead>
          <tr>
            <th>{say('app.desk.wayHead')}</th>
            <th className="only-wide">
              <span className="vh">{say('app.desk.plotHead')}</span>
              <span className="axis" aria-hidden="true">
                <span style={{ left: `${at(0)}%` }}>0</span>
                <span style={{ left: '100%' }}>{say('app.desk.owedMark', { figure: n(desk.owedUnits) })}</span>
              </span>
            </th>
            <th className="amount">{say('app.desk.rangeHead')}</th>
            <th className="amount">{say('app.desk.netHead')}</th>
          </tr>
        </thead>
        {[...groups].map(([group, ways]) => (
          <tbody key={group}>
            {ways.length > 1 ? (
              <tr className="tie">
                <th colSpan={4} scope="rowgroup">
                  {say('app.desk.tie', { apart: n((ways[0]?.net ?? 0) - (ways.at(-1)?.net ?? 0)) })}
                </th>
              </tr>
            ) : null}
            {ways.map(way => (
              <Way key={way.way} desk={desk} way={way} at={at} isOpen={way.way === opened} onOpen={onOpen} acts={acts} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

function Way({
  desk,
  way,
  at,
  isOpen,
  onOpen,
  acts,
}: { way: WayView; at: (value: number) => number; isOpen: boolean } & Pick<Props, 'desk' | 'onOpen' | 'acts'>) {
  const speaker = useWords()
  const { say, language } = speaker
  const n = (value: number): string => units(language, value)
  const isCertain = way.high - way.low < 1
  return (
    <Fragment>
      <tr className={`${isOpen ? 'on' : ''} ${way.closed.length > 0 ? 'shut' : ''}`}>
        <th scope="row">
          <button type="button" className="way-name" aria-expanded={isOpen} onClick={() => onOpen(way.way)}>
            <b>{say(`app.desk.way.${way.way}`)}</b>
          </button>
          {way.closed.map(reason => (
            <span className="mark amber" key={reason.code}>
              {say(`app.desk.closed.${reason.code}`, reason.params)}
            </span>
          ))}
          <br />
          <span className="meta">{detailOf(speaker, way)}</span>
        </th>
        <td className="plot only-wide">
          <div className="track" aria-hidden="true">
            <i className="zero" style={{ left: `${at(0)}%` }} />
            <i className="net" style={{ left: `${Math.min(at(0), at(way.net))}%`, width: `${Math.abs(at(way.net) - at(0))}%` }} />
            <i className={`rng ${way.low < 0 ? 'low' : ''}`} style={{ left: `${at(way.low)}%`, width: `${at(way.high) - at(way.low)}%` }} />
            <i className="tick" style={{ left: `${at(way.net)}%` }} />
          </div>
        </td>
        <td className="amount rngt meta">
          {isCertain ? say('app.desk.certain') : say('app.desk.range', { low: n(way.low), high: n(way.high) })}
        </td>
        <td className="amount net">
          <button type="button" className="glass" aria-expanded={isOpen} onClick={() => onOpen(way.way)}>
            {n(way.net)}
          </button>
        </td>
      </tr>
      {isOpen ? (
        <tr className="reck">
          <td colSpan={4}>
            <div className="reckon">
              <div>
                <Working way={way} />
                {originsOf(speaker, desk, way).map(text => (
                  <p className="fine" key={text}>
                    {text}
                  </p>
                ))}
                <RestsOn desk={desk} way={way} />
              </div>
              <div>
                <p>{takesOf(speaker, way)}</p>
                {acts(way)}
              </div>
            </div>
          </td>
        </tr>
      ) : null}
    </Fragment>
  )
}

/** When money comes, what it takes of us, what it needs, and whether the direct way closes with it. */
function takesOf({ say, language }: ReturnType<typeof useWords>, way: WayView): string {
  const needs = new Intl.ListFormat(language).format(way.needs.map(need => say(`app.desk.need.${need}`)))
  return [
    say('app.desk.when', { days: way.days, minutes: way.minutes }),
    needs ? say('app.desk.needs', { list: needs }) : '',
    way.closesDirectWay ? say('app.desk.closes') : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function Working({ way }: { way: WayView }) {
  const speaker = useWords()
  const { say, language } = speaker
  return (
    <table className="segs">
      <caption className="meta">{say('app.desk.how', { net: units(language, way.net) })}</caption>
      <tbody>
        {workingOf(speaker, way).map(line => (
          <tr key={line.what}>
            <td>{line.what}</td>
            <td className="amount">{line.worked}</td>
            <td className="amount">{units(language, line.figure)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            {say('app.desk.term.sum')}
          </th>
          <td className="amount">{units(language, way.net)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
