import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forgiveCatchUp } from '../../src/shell/acts/forgive-catch-up.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { allTables, readRows, textOf } from '../../src/shell/store/rows.ts'
import { type Story, sixHalves, told } from './correction-story.ts'
import { placeOn } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
let story: Story
beforeEach(async () => {
  house = await openHouse('2026-08-31', { live: true })
  story = await sixHalves(house)
  await told(house, story)
  await story.act('choose-correction', { choice: 'separate' })
  const carried = await story.act('carry-correction', { number: 'F-K', dueOn: '2026-10-30', taxPercent: '20' })
  expect(carried.status).toBe(200)
})
afterEach(() => house.close())

/** Every row of the firm, by table. */
async function everything(): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {}
  for (const plan of allTables()) {
    const texts: string[] = []
    for await (const page of readRows(house.store.db, plan, house.workspaceId)) texts.push(...page.map(textOf))
    all[plan.name] = texts.sort()
  }
  return all
}

/** What is written to a table fails, as where the disk is full or the process ends there. */
async function breaking(table: string, work: () => Promise<void>): Promise<void> {
  await sql`create trigger breaks before insert on ${sql.table(table)} begin select raise(abort, 'broken off'); end`.execute(house.store.db)
  try {
    await work()
  } finally {
    await sql`drop trigger breaks`.execute(house.store.db)
  }
}

const forgive = async (number: string) =>
  forgiveCatchUp(await placeOn(house, '2026-09-03'), {
    ...{ correction: story.correctionId, reason: 'Ils refusent.', future: '921,60 dès septembre', number },
  })

test('A10: broken off at any of its writes, forgiving leaves every row as it was; then it goes through whole', async () => {
  const before = await everything()
  for (const table of ['invoiceDraft', 'creditNote', 'correction', 'waiver', 'outbox', 'journal'])
    await breaking(table, async () => {
      await expect(forgive('AV-1'), table).rejects.toThrow('broken off')
      expect(await everything(), table).toEqual(before)
    })
  const { number, waivedMinor, payMinor } = await forgive('AV-1')
  expect({ number, waivedMinor, payMinor }).toEqual({ number: 'AV-1', waivedMinor: '278640', payMinor: '0' })
  const after = await everything()
  for (const table of ['creditNote', 'waiver']) expect(after[table]?.length).toBe((before[table]?.length ?? 0) + 1)
  expect(await story.see()).toMatchObject({ openMinor: '0', choice: { way: 'waive' } })
  expect(await verifyChain(house.store.db, house.workspaceId)).toBeUndefined()
})
