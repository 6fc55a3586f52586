import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { camt } from '../support/camt.ts'
import { dunwellOn } from '../support/dunwell.ts'
import { aDebtor, aFirm } from '../support/firm.ts'

test('a statement is imported, shown and taken back on the command line; statement and journal follow', async () => {
  const firm = await aFirm('2026-01-05')
  await aDebtor(firm.on('2026-03-10'), { name: 'Librairie', dueOn: '2026-02-01' })
  await firm.store.close()
  const dunwell = dunwellOn(firm.file)
  const json = async (...args: string[]) => JSON.parse((await dunwell(...args, '--json')).out) as Record<string, unknown>
  const file = join(firm.folder, 'march.xml')
  writeFileSync(file, camt([{ on: '2026-03-08', amount: '200.00', text: 'F-Librairie', name: 'LIBRAIRIE' }], { closing: '150.00' }))
  const refused = await dunwell('bank', 'import', file)
  expect(refused).toMatchObject({ code: 1 })
  expect(refused.err).toContain('50.00 EUR')
  const brought = await json('bank', 'import', file, '--confirm-gap', '--on', '2026-03-10')
  expect(brought).toMatchObject({ newLines: 1, matched: { applied: 1 }, statements: [{ gap: '50.00' }] })
  const view = await json('bank', '--on', '2026-03-10')
  expect(view).toMatchObject({ accounts: [{ lastEntryOn: '2026-03-08', gaps: [{ amount: '50.00' }] }], booked: [{ amount: '200.00' }] })
  const statement = await json('statement', 'Librairie', '--as-of', '2026-03-10')
  expect(statement).toMatchObject({ parts: [{ balance: '1000.00', items: [{ number: 'F-Librairie', settled: '200.00' }] }] })
  const journal = await dunwell('export-hledger', '--on', '2026-03-10')
  expect(journal.out).toContain('assets:receivable:Librairie    "EUR" -200.00')
  expect(await dunwell('bank', 'import', '--undo', String(brought.batchId))).toMatchObject({ code: 0 })
  expect(await json('statement', 'Librairie', '--as-of', '2026-03-10')).toMatchObject({ parts: [{ balance: '1200.00' }] })
}, 180_000)
