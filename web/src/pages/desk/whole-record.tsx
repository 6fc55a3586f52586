import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { WholeRecord } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useSetting } from '../../parts/use-setting.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

interface DeskSetting {
  readonly marginPercent: number
  readonly retentionPercent: number
  readonly capitalPercent: number
  readonly settleFloorPercent: number
  readonly minutesPerChase: number
  readonly costPerMinute: number
  readonly drawLots: boolean
}
const NUMBERS = ['marginPercent', 'retentionPercent', 'capitalPercent', 'settleFloorPercent', 'minutesPerChase', 'costPerMinute'] as const

/** What the firm's own outcomes say, way by way; what was drawn by lot stands apart: only that compares like with like. */
export function Whole() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['learned'], queryFn: () => ask<WholeRecord>('GET', '/desks/learned') })
  if (!data || data.lines.length === 0) return null
  const isDrawn = data.lines.some(l => l.drawn.trials > 0)
  return (
    <section className="part">
      <h2>{say('app.learned.title')}</h2>
      <p className="meta">{say(isDrawn ? 'app.deskSetting.byLot' : 'app.deskSetting.noLot')}</p>
      <Scroll label={say('app.learned.title')}>
        <table className="narrow-table">
          <thead>
            <tr>
              <th scope="col">{say('app.learned.way')}</th>
              <th scope="col">{say('app.deskSetting.late')}</th>
              <th scope="col" className="amount">
                {say('app.learned.paid')}
              </th>
              <th scope="col" className="amount">
                {say('app.deskSetting.drawn')}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.lines.map(l => (
              <tr key={`${l.way} ${l.from}`}>
                <th scope="row">{say(`app.desk.way.${l.way}`)}</th>
                <td>{say('app.deskSetting.from', { days: l.from })}</td>
                <td className="amount">{say('app.learned.count', { paid: l.paid, trials: l.trials })}</td>
                <td className="amount">
                  {l.drawn.trials > 0 ? say('app.learned.count', { paid: l.drawn.paid, trials: l.drawn.trials }) : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

/** What the desk starts from for every client, and whether lots may decide between equals. */
export function DeskSettings() {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => ask<{ settings: { desk: DeskSetting } }>('GET', '/settings') })
  const keep = useSetting('desk')
  if (!data) return null
  const { desk } = data.settings
  return (
    <section className="part">
      <details>
        <summary className="meta">
          <span className="glass">{say('app.deskSetting.title')}</span>
        </summary>
        <p className="meta">{say('app.deskSetting.lead')}</p>
        <ActForm
          error={keep.error}
          isPending={keep.isPending}
          button={say('app.save')}
          onSubmit={value =>
            keep.mutate({
              ...Object.fromEntries(NUMBERS.map(name => [name, Number(value(name).replace(',', '.'))])),
              drawLots: value('drawLots') === 'on',
            })
          }
        >
          <div className="two">
            {NUMBERS.map(name => (
              <TextField
                key={name}
                name={name}
                inputMode="decimal"
                label={say(`app.deskSetting.${name}`)}
                defaultValue={String(desk[name])}
                error={keep.error}
              />
            ))}
          </div>
          <label className="check">
            <input type="checkbox" name="drawLots" defaultChecked={desk.drawLots} /> {say('app.deskSetting.drawLots')}
          </label>
        </ActForm>
      </details>
    </section>
  )
}
