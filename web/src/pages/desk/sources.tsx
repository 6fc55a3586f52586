import type { DeskView } from '../../api/types.ts'
import { type Speaker, useWords } from '../../words/words.tsx'
import { percent, units, type WayView } from './figures.ts'
import { Knob, type Moved } from './knobs.tsx'

type Source = DeskView['sources'][number]
type Lever = Source['levers'][number]

/** Where an assumption comes from, in words. */
function sourceText({ say }: Speaker, source: Source): string {
  if (source.from === 'own') return say('app.desk.sourceOwn')
  if (source.from === 'forecast') return say('app.desk.sourceForecast')
  return source.from === 'court' || source.from === 'law' ? source.source : say(`app.assumed.${source.assumption}`)
}

/** A number as it is read: a share in percent, money in whole units, a multiplier with its sign. */
function leverText({ language }: Speaker, { kind }: Lever, value: number): string {
  if (kind === 'share') return `${percent(value)} %`
  if (kind === 'added')
    return `${new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(percent(value)).replace('-', '−')} %`
  if (kind === 'factor') return `× ${new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)}`
  return units(language, value)
}

interface SourcesProps {
  readonly desk: DeskView
  readonly moved: Moved
  readonly onMove: (moved: Moved) => void
}

/** Where every assumption comes from, and a slider for each number that bears on this claim, rows of tables too: the page follows at once. */
export function Sources({ desk, moved, onMove }: SourcesProps) {
  const { say } = useWords()
  const count = (confidence: string): number => desk.sources.filter(s => s.confidence === confidence).length
  return (
    <section className="part">
      <h2>{say('app.desk.sources')}</h2>
      <details>
        <summary className="meta">
          <span className="glass">
            {say('app.desk.sourcesText', { own: count('given'), read: count('read'), assumed: count('assumption') })}
          </span>
        </summary>
        <p className="meta">{say('app.assumed.lead')}</p>
        {desk.costUnits === 1 ? null : <p className="meta">{say('app.assumed.units', { amount: `${desk.costUnits} ${desk.currency}` })}</p>}
        {desk.sources.map(source => (
          <Assumption key={source.assumption} source={source} moved={moved} onMove={onMove} />
        ))}
      </details>
    </section>
  )
}

/** One assumption, folded: what it is called, where it comes from, its sliders. */
function Assumption({ source, moved, onMove }: { source: Source } & Pick<SourcesProps, 'moved' | 'onMove'>) {
  const speaker = useWords()
  const { say } = speaker
  const title = say(`app.desk.assumption.${source.assumption}`)
  if (source.levers.length === 0) return null
  return (
    <details className="assumed">
      <summary>
        <h3>{title}</h3> <span className="fine">{sourceText(speaker, source)}</span>
      </summary>
      {source.levers.map(lever => {
        const value = moved.set?.[lever.path] ?? lever.value
        const leaf = lever.path === lever.leaf ? 'value' : lever.leaf
        return (
          <Knob
            key={lever.path}
            label={say(`app.assumed.leaf.${leaf}`, { days: lever.days ?? 0 })}
            shown={leverText(speaker, lever, value)}
            value={value}
            least={lever.least}
            most={lever.most}
            step={lever.step}
            onMove={to => onMove({ ...moved, set: { ...moved.set, [lever.path]: to } })}
          />
        )
      })}
    </details>
  )
}

const EVERY = ['collectability', 'beliefDecay', 'capitalCost'] as const
const OWN: Readonly<Record<WayView['way'], readonly string[]>> = {
  wait: ['payWithin30', 'wait'],
  remind: ['payWithin30', 'remind'],
  call: ['payWithin30', 'call'],
  plan: ['plan'],
  'part-now': ['partNow'],
  settle: ['settle'],
  letter: ['letter'],
  agency: ['agency'],
  court: ['court'],
  'write-off': ['writeOff'],
}

/** What a way's figure rests on, each with its source. */
export function RestsOn({ desk, way }: { desk: DeskView; way: WayView }) {
  const speaker = useWords()
  const { say } = speaker
  const names: readonly string[] = way.way === 'write-off' ? OWN[way.way] : [...OWN[way.way], ...EVERY]
  return (
    <p className="fine">
      {say('app.assumed.rests')}{' '}
      {names
        .flatMap(name => desk.sources.filter(s => s.assumption === name))
        .map(s => `${say(`app.desk.assumption.${s.assumption}`)}: ${sourceText(speaker, s)}`)
        .join(' · ')}
    </p>
  )
}
