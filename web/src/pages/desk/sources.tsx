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
  return source.from === 'court' ? source.source : say(`app.assumed.${source.assumption}`)
}

/** A number as it is read: a share in percent, money in whole units, a multiplier with its sign. */
function leverText({ language }: Speaker, { kind }: Lever, value: number): string {
  if (kind === 'share') return `${percent(value)} %`
  if (kind === 'factor') return `× ${new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value)}`
  return units(language, value)
}

/** Where every assumption comes from, and a slider for each of its numbers: the page follows at once. */
export function Sources({ desk, moved, onMove }: { desk: DeskView; moved: Moved; onMove: (moved: Moved) => void }) {
  const speaker = useWords()
  const { say } = speaker
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
        {desk.sources.map(source => (
          <section className="assumed" key={source.assumption}>
            <h3>{say(`app.desk.assumption.${source.assumption}`)}</h3>
            <p className="fine">{sourceText(speaker, source)}</p>
            {source.levers.map(lever => {
              const value = moved.set?.[lever.path] ?? lever.value
              return (
                <Knob
                  key={lever.path}
                  label={lever.path === lever.leaf ? say('app.assumed.leaf.value') : say(`app.assumed.leaf.${lever.leaf}`)}
                  shown={leverText(speaker, lever, value)}
                  value={value}
                  most={lever.most}
                  step={lever.step}
                  onMove={to => onMove({ ...moved, set: { ...moved.set, [lever.path]: to } })}
                />
              )
            })}
          </section>
        ))}
      </details>
    </section>
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
