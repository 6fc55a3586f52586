import { useMutation } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { PolicyReplay } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useWords } from '../../words/words.tsx'

const COURSES = ['proposed', 'inForce', 'really'] as const

/** What the policy would have done in the last twelve months, beside the one in force and what was really done. */
export function Replay({ draft }: { draft: () => object }) {
  const { say, day } = useWords()
  const replay = useMutation({ mutationFn: () => ask<PolicyReplay>('POST', '/policies/replay', draft()) })
  return (
    <section className="stack">
      <h3>{say('app.policy.replay')}</h3>
      <p className="meta">{say('app.policy.replayLead')}</p>
      <p>
        <button type="button" className="btn" aria-disabled={replay.isPending} onClick={() => replay.isPending || replay.mutate()}>
          {replay.isPending ? say('app.working') : say('app.policy.replayButton')}
        </button>
      </p>
      <Problem error={replay.error} />
      {replay.data ? (
        <>
          <p className="meta">
            {say('app.policy.replayed', {
              from: day(replay.data.from),
              to: day(replay.data.to),
              clients: replay.data.clients,
              ofClients: replay.data.ofClients,
            })}
          </p>
          {replay.data.clients < replay.data.ofClients ? (
            <p className="meta">{say('app.holidays.sample', { clients: replay.data.clients, ofClients: replay.data.ofClients })}</p>
          ) : null}
          <Courses replay={replay.data} />
        </>
      ) : null}
    </section>
  )
}

function Courses({ replay }: { replay: PolicyReplay }) {
  const { say, figure } = useWords()
  const courses = COURSES.map(name => replay[name])
  const currencies = [...new Set(courses.flatMap(c => c.money.map(m => m.currency)))]
  const rows: readonly (readonly [label: string, values: readonly string[]])[] = [
    [say('app.policy.row-contacts'), courses.map(c => String(c.contacts))],
    [say('app.policy.row-clients'), courses.map(c => String(c.clients))],
    [say('app.policy.row-decisions'), courses.map(c => String(c.decisions))],
    [say('app.policy.row-first'), courses.map(c => (c.firstContactDays === null ? '–' : String(c.firstContactDays)))],
    ...currencies.flatMap(currency => {
      const sums = courses.map(c => c.money.find(m => m.currency === currency))
      return [
        [say('app.policy.row-asked', { currency }), sums.map(m => figure(m?.asked ?? '0', currency))],
        [say('app.policy.row-underWay', { currency }), sums.map(m => figure(m?.underWay ?? '0', currency))],
      ] as const
    }),
  ]
  return (
    <Scroll label={say('app.policy.replay')}>
      <table>
        <caption className="vh">{say('app.policy.replay')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="vh">{say('app.policy.replay')}</span>
            </th>
            {COURSES.map(name => (
              <th scope="col" className="amount" key={name}>
                {say(`app.policy.course-${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, values]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {values.map((value, at) => (
                <td className="amount" key={COURSES[at]}>
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
