import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { ask } from '../../api/client.ts'
import type { DeskView } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Amount } from '../../parts/amount.tsx'
import { BalanceLink } from '../../parts/balance-link.tsx'
import { Endings } from '../../parts/endings.tsx'
import { HandOvers } from '../../parts/hand-overs.tsx'
import { OwnLetters } from '../../parts/own-letters.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { units, type WayView } from './figures.ts'
import { Knobs, type Moved } from './knobs.tsx'
import { Sheets } from './sheets.tsx'
import { Sources } from './sources.tsx'
import { Tried } from './tried.tsx'
import { WayActs } from './way-acts.tsx'
import { Ways } from './ways.tsx'

/** The decision about one client: every way on side by side. */
export function DeskPage() {
  const { say } = useWords()
  const { clientId = '' } = useParams({ strict: false })
  const [moved, setMoved] = useState<Moved>({})
  const asked = useDeferredValue(moved)
  const query = queryOf(asked)
  const { data, error } = useQuery({
    queryKey: ['desk', clientId, query.toString()],
    queryFn: () => ask<DeskView>('GET', `/clients/${clientId}/desk?${query}`),
    placeholderData: keepPreviousData,
  })
  if (error)
    return (
      <main className="page" id="main">
        <h1>{say('app.desk.listTitle')}</h1>
        <Problem error={error} />
        <OwnLetters clientId={clientId} />
        <HandOvers clientId={clientId} />
        <Endings clientId={clientId} />
      </main>
    )
  return data ? <Loaded desk={data} moved={moved} onMove={setMoved} /> : <main className="page" id="main" aria-busy="true" />
}

function queryOf({ set, ...rest }: Moved): URLSearchParams {
  const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]))
  const moved = Object.entries(set ?? {}).map(([path, value]) => `${path}=${value}`)
  if (moved.length > 0) query.set('set', moved.join(','))
  return query
}

function Loaded({ desk, moved, onMove }: { desk: DeskView; moved: Moved; onMove: (moved: Moved) => void }) {
  const { say } = useWords()
  const [chosen, setChosen] = useState<WayView['way'] | undefined>()
  const opened = chosen ?? desk.ways.find(w => w.closed.length === 0)?.way ?? desk.best
  useTitle(say('app.desk.title', { name: desk.name }))
  return (
    <main className="page desk" id="main">
      <div className="title-line">
        <div>
          <h1>{say('app.desk.title', { name: desk.name })}</h1>
          <p className="lead">{leadOf(useWords(), desk)}</p>
          <p className="meta">{metaOf(useWords(), desk)}</p>
        </div>
        <p className="sum">
          <BalanceLink clientId={desk.clientId}>
            <Amount amount={desk.owed} />
          </BalanceLink>
        </p>
      </div>
      <div className="cols">
        <div>
          <Ways desk={desk} opened={opened} onOpen={setChosen} acts={way => <WayActs desk={desk} way={way} />} />
          <NotWeighed desk={desk} />
          <Sheets desk={desk} way={opened} />
        </div>
        <aside className="side" aria-label={say('app.desk.believe')}>
          <Knobs desk={desk} moved={moved} onMove={onMove} />
          <Tried desk={desk} />
          <Sources desk={desk} moved={moved} onMove={onMove} />
        </aside>
      </div>
    </main>
  )
}

function leadOf({ say, language }: ReturnType<typeof useWords>, desk: DeskView): string {
  const n = (value: number): string => units(language, value)
  const name = (w: WayView): string => say(`app.desk.way.${w.way}`)
  const open = desk.ways.filter(w => w.closed.length === 0)
  const [first] = open
  const level = open.filter(w => w.tieGroup === first?.tieGroup)
  const agency = desk.ways.find(w => w.way === 'agency')
  const best =
    first === undefined
      ? ''
      : level.length > 1
        ? say('app.desk.leadTie', {
            ways: new Intl.ListFormat(language).format(level.map(name)),
            apart: n((level[0]?.net ?? 0) - (level.at(-1)?.net ?? 0)),
          })
        : say('app.desk.leadBest', { way: name(first), net: n(first.net) })
  const parts = [
    desk.isDue ? say('app.desk.leadDue') : '',
    desk.stop.stop ? say(`app.desk.stop.${desk.stop.code}`) : best,
    agency ? say('app.desk.leadAgency', { net: n(Math.abs(agency.net)), sign: agency.net < 0 ? 'loss' : 'gain' }) : '',
  ]
  return parts.filter(Boolean).join(' ')
}

function metaOf({ say }: ReturnType<typeof useWords>, desk: DeskView): string {
  const numbers = desk.invoices.slice(0, 4).map(i => i.number)
  const more = desk.invoices.length > 4 ? ' …' : ''
  const out = desk.leftOut.filter(l => l.why !== 'not-late').map(l => `${l.number} (${say(`app.desk.why.${l.why}`)})`)
  return [
    say('app.desk.meta', { count: desk.invoices.length, numbers: `${numbers.join(', ')}${more}`, days: desk.age }),
    out.length > 0 ? say('app.desk.leftOut', { list: out.join(', ') }) : '',
  ].join(' ')
}

function NotWeighed({ desk }: { desk: DeskView }) {
  const { say, language } = useWords()
  if (desk.excluded.length === 0) return null
  const list = [...Map.groupBy(desk.excluded, e => e.reason)].map(([reason, all]) => {
    const ways = new Intl.ListFormat(language).format(all.map(e => say(`app.desk.way.${e.way}`)))
    return `${ways} (${say(`app.desk.closed.${reason}`)})`
  })
  return <p className="meta not-weighed">{say('app.desk.notWeighed', { list: list.join(', ') })}</p>
}
