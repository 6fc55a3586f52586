import { day } from '../../src/core/day/day.ts'
import { run } from '../../src/shell/acts/run.ts'
import { changeSetting } from '../../src/shell/acts/settings.ts'
import { setSms, setWebhook } from '../../src/shell/acts/ways.ts'
import type { Config } from '../../src/shell/config.ts'
import { factsOf } from '../../src/shell/store/load.ts'
import { record } from '../../src/shell/store/record.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { aDebtor, aFirm, type Debtor, deeds, longLive, looked, outbox, type TestFirm } from './firm.ts'
import type { Receiver } from './receiver.ts'

export const ON = '2026-03-10'

const policyBy = (channel: string): string => `
name: by-${channel}
says: One step by ${channel}.
graceDays: 2
gapDays: 3
contactsPerWeek: 3
contactsPer30Days: 9
hours: [8, 21]
weekends: true
smallBalance: {}
smallBalanceDays: 1
moneyFreshDays: 4
bankDays: 2
announceDays: 3
reviewDays: 14
steps:
  - { id: word, days: 5, channel: ${channel}, tone: 1 }
  - { id: again, days: 15, channel: ${channel}, tone: 2, deadlineDays: 7 }
`

/** Writes the policy and makes it the firm's. */
export async function setPolicyBy(place: Place, channel: string): Promise<void> {
  await record(place.store, place.by, 'policy', pen =>
    pen.add('policyText', { name: `by-${channel}`, yaml: policyBy(channel), hash: channel }),
  )
  await changeSetting(place, { key: 'policy', value: { name: `by-${channel}` } })
}

/** A debtor who can be reached by every channel. */
export async function reachable(place: Place, name: string): Promise<Debtor> {
  const debtor = await aDebtor(place, { name, dueOn: '2026-03-01' })
  await record(place.store, place.by, 'contact', async pen => {
    await pen.add('contact', {
      clientId: debtor.clientId,
      name: 'Mme Aubry',
      role: 'accounts-payable',
      mobile: '+33 6 39 98 00 17',
      phone: '+33 2 61 91 00 17',
    })
    await pen.amend('client', debtor.clientId, { address: ['4 rue des Halles', '44000 Nantes'] })
  })
  return debtor
}

export interface ByChannel {
  readonly firm: TestFirm
  readonly place: Place
  readonly debtor: Debtor
  readonly config: Config
  /** Sweeps and sends. */
  run(): Promise<void>
  row(): Promise<Awaited<ReturnType<typeof outbox>>[number] | undefined>
  deed(): Promise<Awaited<ReturnType<typeof deeds>>[number] | undefined>
  tasks(): Promise<string[]>
  bounces(): Promise<string[]>
}

/** A live firm whose only policy contacts by one channel, one debtor late, and the means that a receiver stands for. */
export async function byChannel(channel: string, given: { receiver?: Receiver; smtpUrl?: string } = {}): Promise<ByChannel> {
  const firm = await aFirm('2026-01-05')
  await longLive(firm, ON)
  const place = firm.on(ON)
  await setPolicyBy(place, channel)
  await looked(place, day(ON))
  const debtor = await reachable(place, 'Halles')
  const config: Config = { ...firm.config(given.smtpUrl), within: given.receiver ? [given.receiver.host] : [] }
  if (channel === 'sms' && given.receiver)
    await setSms(place, config, { provider: 'gateway', secret: 'key', from: 'Atelier', address: `${given.receiver.url}/send` })
  if (channel === 'webhook' && given.receiver) await setWebhook(place, config, { url: `${given.receiver.url}/hook` })
  return {
    firm,
    place,
    debtor,
    config,
    run: async () => void (await run(place, config, { send: true, wholeDay: true })),
    row: async () => (await outbox(place))[0],
    deed: async () => (await deeds(place))[0],
    tasks: async () => (await factsOf(place.store.db, place.workspaceId, 'task').execute()).map(t => String(t['kind' as 'id'])), // columns of this noun
    bounces: async () => (await factsOf(place.store.db, place.workspaceId, 'bounce').execute()).map(b => String(b['address' as 'id'])), // as above
  }
}
