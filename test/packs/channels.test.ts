import { expect, test } from 'vitest'
import { nouns } from '../../src/core/facts/nouns.ts'
import { channelFields } from '../../src/packs/channel-fields.ts'
import { printBatch } from '../../src/shell/acts/letter-batch.ts'
import { changeSetting } from '../../src/shell/acts/settings.ts'
import { channels, hoursBy } from '../../src/shell/run/channel.ts'
import { type ByChannel, byChannel } from '../support/by-channel.ts'
import { startMailServer } from '../support/mail-server.ts'
import { startReceiver } from '../support/receiver.ts'

const all = await channels()
const SENDING = [...all].filter(([, c]) => c.deliver !== undefined).map(([name]) => name)

/** What the other side does, and what must become of it: the class of failure, and who is asked. */
type Trouble = 'takes' | 'busy' | 'no such address' | 'not these words' | 'hangs up'

interface Side {
  /** Opens a firm whose other side behaves so. */
  open(trouble: Trouble): Promise<ByChannel & { close(): Promise<void>; copies(): number }>
  /** Troubles this channel cannot have. */
  readonly never: readonly Trouble[]
  /** Where the state differs from the common table. */
  readonly states?: Partial<Record<Trouble, string>>
}

const closing = (one: ByChannel, stop: () => Promise<void>, copies: () => number) => ({
  ...one,
  copies,
  close: async () => {
    await one.firm.close()
    await stop()
  },
})

const web =
  (channel: string, statusOf: Record<Exclude<Trouble, 'hangs up'>, number>): Side['open'] =>
  async trouble => {
    const receiver = await startReceiver(() => (trouble === 'hangs up' ? 'drop' : { status: statusOf[trouble], body: '{"id":"m-17"}' }))
    return closing(await byChannel(channel, { receiver }), receiver.stop, () => receiver.asked.length)
  }

const mailSide: Side['open'] = async trouble => {
  const mail = await startMailServer()
  mail.manners = {
    ...(trouble === 'no such address' ? { onRecipient: () => ({ code: 550, text: 'no such user' }) } : {}),
    ...(trouble === 'busy' ? { onRecipient: () => ({ code: 450, text: 'try later' }) } : {}),
    ...(trouble === 'not these words' ? { onMessage: () => ({ code: 554, text: 'refused' }) } : {}),
    ...(trouble === 'hangs up' ? { onMessage: () => 'drop' as const } : {}),
  }
  return closing(
    await byChannel('email', { smtpUrl: mail.url }),
    mail.stop,
    () => mail.received.filter(m => !m.to.includes('ada@atelier.example')).length,
  )
}

const nobody =
  (channel: string): Side['open'] =>
  async () =>
    closing(
      await byChannel(channel),
      async () => undefined,
      () => 0,
    )

/** One entry a channel that sends: a new file in the folder fails this test until it is described here. */
const SIDES: Readonly<Record<string, Side>> = {
  email: { open: mailSide, never: [] },
  sms: { open: web('sms', { takes: 200, busy: 503, 'no such address': 404, 'not these words': 422 }), never: [] },
  webhook: {
    open: web('webhook', { takes: 204, busy: 429, 'no such address': 0, 'not these words': 410 }),
    never: ['no such address'],
    states: { 'hangs up': 'queued' }, // it may be repeated: the receiver knows it by its id
  },
  post: { open: nobody('post'), never: ['busy', 'no such address', 'not these words', 'hangs up'], states: { takes: 'drafted' } },
  draft: { open: nobody('draft'), never: ['busy', 'no such address', 'not these words', 'hangs up'], states: { takes: 'drafted' } },
}

const EXPECTED: Record<Trouble, { state: string; deed: string | undefined; task: string | undefined; bounced: boolean }> = {
  takes: { state: 'sent', deed: 'sent', task: undefined, bounced: false },
  busy: { state: 'queued', deed: undefined, task: undefined, bounced: false },
  'no such address': { state: 'failed', deed: 'failed', task: 'mend', bounced: true },
  'not these words': { state: 'failed', deed: 'failed', task: 'mend', bounced: false },
  'hangs up': { state: 'unsure', deed: 'unsure', task: 'verify', bounced: false },
}
const TROUBLES = Object.keys(EXPECTED) as Trouble[] // keys of the literal above

test('every channel that sends is described here, and every channel knows where its address stands', () => {
  expect(SENDING.sort()).toEqual(Object.keys(SIDES).sort())
  const fields = new Set(Object.keys(nouns.contact.columns))
  for (const name of all.keys()) {
    if (name === 'draft') continue // no policy names it: it stands in for e-mail
    expect(channelFields, name).toHaveProperty(name)
    const field = channelFields[name]
    if (field && field !== 'address') expect(fields).toContain(field)
  }
})

test.each([...all])('%s has a task for a person, and hours that are hours', (name, channel) => {
  expect(nouns.task.columns.kind.oneOf, name).toContain(channel.task)
  const [from, to] = hoursBy(channel, [8, 21])
  expect(from).toBeGreaterThanOrEqual(0)
  expect(to).toBeLessThanOrEqual(24)
  expect(from).toBeLessThan(to)
  if (channel.hours !== 'any') expect(hoursBy(channel, [11, 12])).toEqual([11, 12])
})

const CASES = Object.entries(SIDES).flatMap(([name, side]) =>
  TROUBLES.filter(t => !side.never.includes(t)).map(t => [name, t, side] as const),
)

test.each(CASES)(
  '%s, where the other side %s: one class of outcome, its evidence, and the right person asked',
  async (name, trouble, side) => {
    const one = await side.open(trouble)
    try {
      await one.run()
      const state = side.states?.[trouble] ?? EXPECTED[trouble].state
      const [row, deed] = [await one.row(), await one.deed()]
      expect([row?.state, trouble === 'busy' || state === 'drafted' || state === 'queued' ? undefined : deed?.outcome]).toEqual([state, state === 'drafted' || state === 'queued' ? undefined : EXPECTED[trouble].deed]) // biome-ignore format: one statement
      if (deed) {
        expect(deed.evidence).toMatchObject({ kind: expect.any(String) })
        if (deed.outcome === 'sent') expect(deed).toMatchObject({ messageId: row?.messageId, body: expect.stringContaining('F-Halles') })
      }
      const asks = state === 'drafted' || state === 'queued' ? undefined : EXPECTED[trouble].task
      expect(await one.tasks()).toEqual(asks ? [asks] : [])
      expect((await one.bounces()).length).toBe(EXPECTED[trouble].bounced ? 1 : 0)
      // tried again and again over the day where the server puts off this very recipient; once where it takes nothing at all
      if (state === 'queued')
        expect([row?.attempts === 1 || name === 'email', (row?.notBefore ?? '') > one.place.by.at]).toEqual([true, true])
    } finally {
      await one.close()
    }
  },
)

test.each(Object.entries(SIDES))('%s costs what the firm says it costs', async (name, side) => {
  const one = await side.open('takes')
  try {
    if (name === 'draft') return expect(all.get(name)?.units).toBeUndefined()
    await changeSetting(one.place, { key: 'channel-costs', value: { [name]: 0.07 } })
    await one.run()
    if (name === 'post') {
      const { letters } = await printBatch(one.place)
      return expect(letters).toMatchObject([{ name: 'Halles', sheets: 1, grams: 12, country: 'FR' }])
    }
    expect((await one.deed())?.evidence).toMatchObject({ cost: expect.stringMatching(/^0\.(07|14|21) EUR$/) })
  } finally {
    await one.close()
  }
})
