import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ubl } from '../inbound/samples/invoices.ts'
import { asked, dunwell } from '../support/cli.ts'
import { aFirm, type TestFirm } from '../support/firm.ts'

const ON = ['--on', '2026-11-24']
const HEAD = 'Client;N° facture;Date facture;Échéance;Total TTC;Solde\n'
let firm: TestFirm
let given: { xml: string; csv: string }
let before: string | undefined
beforeEach(async () => {
  firm = await aFirm('2026-11-01')
  await firm.store.close()
  before = process.env.DUNWELL_STORE
  process.env.DUNWELL_STORE = firm.file
  given = { xml: join(firm.folder, 'a.xml'), csv: join(firm.folder, 'list.csv') }
  writeFileSync(given.xml, own(ubl()))
  writeFileSync(given.csv, `${HEAD}Dupont SARL;F-1;03/11/2026;15/12/2026;1 200,00;1 200,00\n`)
})
afterEach(async () => {
  if (before === undefined) delete process.env.DUNWELL_STORE
  else process.env.DUNWELL_STORE = before
  const { rmSync } = await import('node:fs')
  rmSync(firm.folder, { recursive: true })
})
const own = (xml: string): string => xml.replaceAll('Nordlicht Werkstatt GmbH', 'Atelier')

test('e-invoices and lists come in by one command with --json, amounts as decimals', async () => {
  const looked = await asked('import', given.xml, given.csv, '--preview', ...ON)
  expect(looked).toMatchObject({
    documents: { preview: [{ number: 'U-2026-001', outcome: 'new', amount: { amount: '240.00', currency: 'EUR' } }] },
    lists: { preview: { totals: [{ currency: 'EUR', invoiced: { amount: '1200.00', currency: 'EUR' } }] } },
  })
  const done = await asked('import', given.xml, given.csv, '--yes', ...ON)
  expect(done).toMatchObject({
    documents: { documents: [{ outcome: 'new' }], batchId: expect.any(String) },
    lists: { preview: { counts: { new: 1 } }, batchId: expect.any(String) },
  })
  const again = await asked('import', given.xml, given.csv, '--yes', ...ON)
  expect(again).toMatchObject({ documents: { batchId: null }, lists: { batchId: null } })
  expect(await asked('import', given.xml, '--yes', ...ON)).toMatchObject({ documents: [{ outcome: 'same' }], batchId: null })
})

test('a list that leaves something to answer keeps the e-invoices beside it out too', async () => {
  writeFileSync(given.csv, 'Client;N° facture;Date facture;Total TTC;Solde\nDupont SARL;F-1;03/11/2026;1 200,00;1 200,00\n')
  const refused = await dunwell('import', given.xml, given.csv, '--yes', '--json', ...ON)
  expect(refused.code).not.toBe(0)
  expect(refused.out + refused.err).toContain('nothing was imported')
  expect(await asked('import', given.xml, '--yes', ...ON)).toMatchObject({ documents: [{ outcome: 'new' }] })
})

test('the folder is set, looked into and settled on the command line; what to mend is listed', async () => {
  expect((await dunwell('arrived', '--folder', join(firm.folder, 'absent'))).err).toContain('There is no folder')
  expect(await asked('arrived', '--folder', firm.folder)).toMatchObject({ path: firm.folder, moved: false })
  writeFileSync(join(firm.folder, 'bad.xml'), own(ubl()).replace('</Invoice>', ''))
  const looked = await asked<{ waiting: { id: string; name: string }[] }>('arrived', '--look', ...ON)
  expect(looked).toMatchObject({ looked: { counts: { taken: 1 } } })
  const bad = looked.waiting.find(w => w.name === 'bad.xml')?.id ?? ''
  expect((await dunwell('arrived', ...ON)).out).toContain(`${bad.slice(0, 12)}  refused  bad.xml`)
  expect((await dunwell('arrived', '--take', bad.slice(0, 12), ...ON)).err).toContain('The XML is broken')
  expect(await asked('arrived', '--decline', bad.slice(0, 12), ...ON)).toMatchObject({ state: 'declined' })
  expect((await dunwell('arrived', '--take', bad, ...ON)).err).toContain('waits')
  const mend = await asked('preflight', ...ON)
  expect(mend).toEqual({ rows: [], checked: 1 })
}, 30_000)

test('what was sent before is said client by client, and what cannot be read is refused', async () => {
  const rows = ['Dupont SARL;F-1;03/09/2026;03/10/2026;100,00;100,00', 'Martin SA;F-2;03/09/2026;03/10/2026;200,00;200,00', 'Petit SAS;F-3;03/09/2026;03/10/2026;300,00;300,00'] // biome-ignore format: one list
  writeFileSync(given.csv, `${HEAD}${rows.join('\n')}\n`)
  const wrong = await dunwell('import', given.csv, '--yes', '--old', 'Dupont SARL=twice', ...ON)
  expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('"Dupont SARL=twice" is not CLIENT=none or CLIENT=TIMES:DAY.') })
  const old = ['--old', 'Dupont SARL=2:2026-10-20', '--old', 'Martin SA=none', '--already-reminded', '1', '--last-on', '2026-10-10']
  await asked('import', given.csv, '--yes', ...old, ...ON)
  const told = async (client: string) => {
    const { timeline } = await asked<{ timeline: { on: string; deed?: { outside: boolean } }[] }>('client', client, ...ON)
    return JSON.stringify(timeline)
  }
  expect((await told('Dupont SARL')).match(/reminder \d of 2/g)).toEqual(expect.arrayContaining(['reminder 1 of 2', 'reminder 2 of 2']))
  expect(await told('Martin SA')).not.toContain('reminder')
  expect(await told('Petit SAS')).toContain('reminder 1 of 1')
})

test('a script plays a leap year from the day the firm is made', async () => {
  const file = join(firm.folder, 'leap.sqlite')
  process.env.DUNWELL_STORE = file
  const own = ['--name', 'Leap', '--country', 'JP', '--language', 'ja', '--currency', 'JPY', '--yes']
  expect(await dunwell('init', ...own, '--on', '2027-02-29')).toMatchObject({
    code: 1,
    err: expect.stringContaining('"2027-02-29" is not a day.'),
  })
  await asked('init', ...own, '--on', '2028-02-01')
  writeFileSync(
    given.csv,
    '請求書番号,取引先,メール,請求日,支払期日,合計,通貨\nJ-1,株式会社みなと,k@minato.example,2028/01/05,2028/02/29,110000,JPY\n',
  )
  await asked('import', given.csv, '--yes', '--kind', 'business', '--nothing-sent', '--on', '2028-02-01')
  await asked('looked', '2028-02-29', '--on', '2028-02-29')
  const told = await asked<{ contacts: { name: string; act: { step: string } }[] }>('today', '--on', '2028-02-29')
  expect(told.contacts).toMatchObject([{ name: '株式会社みなと', act: { cycle: 'due:2028-02-29' } }])
  const kept = new DatabaseSync(file, { readOnly: true })
  expect(kept.prepare('select min(at) as first from journal').get()).toMatchObject({ first: expect.stringMatching(/^2028-02-01T/) })
  kept.close()
})

test('which column is which is said once, read so again, shown and forgotten; the mark before decimals is said by option', async () => {
  const list = (number: string) => `Qarda;Ostja;Kuupaev;Tahtaeg;Kokku xx\n${number};Mill Lane;2026-11-03;2026-12-15;1.234\n`
  writeFileSync(given.csv, list('Q-1'))
  expect((await dunwell('import', given.csv, '--preview', ...ON)).err).toContain('No row of headers is recognised')
  const map = ['--map', 'number=Qarda', 'clientName=#2', 'issuedOn=Kuupaev', 'dueOn=Tahtaeg', 'total=Kokku xx']
  const looked = await dunwell('import', given.csv, '--preview', ...map, ...ON)
  expect(looked.out).toContain('list.csv: a list read as you said')
  expect(looked.out).toContain('"1.234" is read as 1234. Say it: --decimal , or --decimal .')
  const total = (answer: unknown) =>
    (answer as { preview: { totals: { invoiced: { amount: string } }[] } }).preview.totals[0]?.invoiced.amount
  expect(total(await asked('import', given.csv, '--yes', '--decimal', ',', ...map, ...ON))).toBe('1234.00')
  writeFileSync(given.csv, list('Q-2'))
  const next = await dunwell('import', given.csv, '--preview', ...ON)
  expect(next.out).toContain('as said on 2026-11-24')
  expect(next.out).not.toContain('Say it: --decimal')
  expect(total(await asked('import', given.csv, '--preview', ...ON))).toBe('1234.00')
  const { readings } = await asked<{ readings: { id: string; decimal: string; columns: object }[] }>('import', '--readings')
  expect(readings).toMatchObject([{ decimal: ',', columns: { number: 'Qarda', clientName: 'Ostja' } }])
  expect((await dunwell('import', '--readings')).out).toContain('number=Qarda, clientName=Ostja')
  expect(await asked('import', '--forget', readings[0]?.id ?? '')).toEqual({ id: readings[0]?.id })
  expect((await dunwell('import', '--readings')).out).toContain('Nothing had to be said')
  expect((await dunwell('import', given.csv, '--preview', ...ON)).err).toContain('No row of headers is recognised')
  expect((await dunwell('import', '--forget', 'nothing')).code).not.toBe(0)
})
