import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ask } from '../../api/client.ts'
import type { SettingsView } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { Problem } from '../../parts/problem.tsx'
import { Unsaved } from '../../parts/unsaved.tsx'
import { useWords } from '../../words/words.tsx'
import { BillingPart } from './billing-part.tsx'
import { CalendarPart } from './calendar-part.tsx'
import { DailyPart } from './daily-part.tsx'
import { FirmPart } from './firm-part.tsx'
import { InvoiceFolderPart } from './invoice-folder-part.tsx'
import { KeysPart } from './keys-part.tsx'
import { MembersPart } from './members-part.tsx'
import { PhasePart } from './phase-part.tsx'
import { PolicyPart } from './policy-part.tsx'
import { SendingPart } from './sending-part.tsx'
import { SignInPart } from './sign-in-part.tsx'
import { TextsPart } from './texts-part.tsx'

const PARTS = {
  firm: FirmPart,
  sending: SendingPart,
  daily: DailyPart,
  'invoice-folder': InvoiceFolderPart,
  policy: PolicyPart,
  texts: TextsPart,
  billing: BillingPart,
  calendar: CalendarPart,
  phase: PhasePart,
  members: MembersPart,
  'sign-in': SignInPart,
  keys: KeysPart,
} as const
type PartName = keyof typeof PARTS
const NAMES = Object.keys(PARTS) as PartName[] // the keys of the literal above

export function SettingsPage() {
  const { say } = useWords()
  const { part } = useParams({ strict: false })
  const name = NAMES.find(n => n === part) ?? 'firm'
  useTitle(say('app.top.settings'))
  const { data, error } = useQuery({ queryKey: ['settings'], queryFn: () => ask<SettingsView>('GET', '/settings') })
  const Part = PARTS[name]
  return (
    <main className="page settings" id="main">
      <h1>{say('app.top.settings')}</h1>
      <div className="settings-cols">
        <nav aria-label={say('app.settings.parts')}>
          <ul>
            {NAMES.map(n => (
              <li key={n}>
                <Link to="/settings/$part" params={{ part: n }} aria-current={n === name ? 'page' : undefined}>
                  {say(`app.settings.${n}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <section aria-labelledby="part">
          <h2 id="part">{say(`app.settings.${name}`)}</h2>
          <Problem error={error} />
          {data ? (
            <Unsaved key={name}>
              <Part settings={data} />
            </Unsaved>
          ) : null}
        </section>
      </div>
    </main>
  )
}
