import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderWatch } from '../../src/shell/inbound/folder.ts'
import { LIMITS } from '../../src/shell/inbound/registry.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { signed } from '../inbound/samples/cms.ts'
import { cdar, fattura, ubl } from '../inbound/samples/invoices.ts'
import { invoicePdf } from '../inbound/samples/pdf.ts'
import { zip } from '../support/archive.ts'
import { aMail } from '../support/mails.ts'
import { type House, openHouse } from './house.ts'

let house: House
let folder: string
let watch: FolderWatch
beforeEach(async () => {
  house = await openHouse('2026-11-24')
  folder = mkdtempSync(join(tmpdir(), 'dunwell-folder-'))
  watch = new FolderWatch()
  await house.owner.post('/api/v1/settings/invoice-folder', { path: folder })
})
afterEach(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

const own = (xml: string): string => xml.replaceAll('Nordlicht Werkstatt GmbH', 'Atelier Mérival')
const put = (name: string, content: string | Uint8Array): void => writeFileSync(join(folder, name), content)
const place = (): Promise<Place> => enterWorkspace(house.store, house.app.deps.clock, 'system:schedule', 'daily run')
const look = async () => watch.look(await place(), house.app.deps.config)
/** A file is whole once two looks saw the same. */
const lookTwice = async () => {
  await look()
  return look()
}

interface Arrived {
  readonly folder: { readonly path: string; readonly problem: object | null }
  readonly waiting: readonly {
    readonly id: string
    readonly name: string
    readonly state: string
    readonly faults: readonly { code: string; mend?: string }[]
    readonly documents: readonly { readonly number: string; readonly changes: readonly string[] }[]
  }[]
  readonly latest: readonly { readonly name: string; readonly state: string; readonly batchId: string | null }[]
}
const arrived = () => house.owner.get<Arrived>('/api/v1/arrived-files')
const invoices = async (q = '') =>
  (await house.owner.get<{ rows: { id: string; number: string }[] }>(`/api/v1/invoices?show=all&q=${q}`)).rows

test('B12: an invoice put into the watched folder comes in by itself once it has stopped growing, and the file stays', async () => {
  const whole = own(ubl())
  put('a.xml', whole.slice(0, 900)) // half written
  expect(await look()).toMatchObject({ counts: {}, later: 1 })
  put('a.xml', whole.slice(0, 1_800))
  expect(await look()).toMatchObject({ counts: {}, later: 1 })
  put('a.xml', whole)
  expect(await look()).toMatchObject({ counts: {}, later: 1 })
  expect(await look()).toMatchObject({ counts: { taken: 1 }, later: 0 })
  expect((await invoices()).map(i => i.number)).toEqual(['U-2026-001'])
  expect((await arrived()).latest).toMatchObject([{ name: 'a.xml', state: 'taken', batchId: expect.any(String) }])
  expect(await look()).toMatchObject({ counts: {}, later: 0, faults: [] })
  expect(readdirSync(folder)).toEqual(['a.xml'])
})

test('B12: the same file twice is one, by any name and after a restart', async () => {
  put('a.xml', own(ubl()))
  await lookTwice()
  put('copy of a.xml', own(ubl()))
  expect(await lookTwice()).toMatchObject({ counts: { taken: 1 } })
  watch = new FolderWatch()
  expect(await lookTwice()).toMatchObject({ counts: { taken: 2 } }) // both known by content
  expect((await invoices()).length).toBe(1)
  expect((await arrived()).latest.length).toBe(1)
})

test('B12: a corrected file is asked about; nothing changes before a person says so', async () => {
  put('a.xml', own(ubl()))
  await lookTwice()
  put('a2.xml', own(ubl({ lines: 3 })))
  expect(await lookTwice()).toMatchObject({ counts: { asked: 1 } })
  const [invoice] = await invoices()
  const total = () => house.owner.get(`/api/v1/invoices/${invoice?.id}`)
  expect(await total()).toMatchObject({ totalMinor: '24000' })
  const [asked] = (await arrived()).waiting
  expect(asked).toMatchObject({
    name: 'a2.xml',
    state: 'asked',
    documents: [{ number: 'U-2026-001', changes: ['totalMinor', 'taxMinor'] }],
  })
  expect(await house.owner.post('/api/v1/acts/take-arrived', { file: asked?.id ?? '' })).toMatchObject({ state: 'taken' })
  expect(await total()).toMatchObject({ totalMinor: '36000' })
  expect((await arrived()).waiting).toEqual([])
  put('a3.xml', own(ubl({ lines: 4 })))
  await lookTwice()
  const [third] = (await arrived()).waiting
  expect(await house.owner.post('/api/v1/acts/decline-arrived', { file: third?.id ?? '' })).toMatchObject({ state: 'declined' })
  expect(await total()).toMatchObject({ totalMinor: '36000' })
  expect(await lookTwice()).toMatchObject({ counts: {} })
})

test('B12: a refused file is named with what to mend, tried again on demand, and replaced by a better one in its place', async () => {
  put('bad.xml', own(ubl()).replace('</Invoice>', ''))
  put('no due day.xml', own(ubl()).replace('<cbc:DueDate>2026-04-01</cbc:DueDate>', ''))
  put('list.csv', 'number,total\nF-1,10')
  put('notes.pdf', '%PDF-1.4\nno invoice at all\n')
  expect(await lookTwice()).toMatchObject({ counts: { refused: 4 } })
  const { waiting } = await arrived()
  const codes = Object.fromEntries(waiting.map(w => [w.name, w.faults[0]?.code]))
  expect(codes).toEqual({
    'bad.xml': 'xml-malformed',
    'no due day.xml': 'due-date-missing',
    'list.csv': 'not-an-e-invoice',
    'notes.pdf': 'pdf-without-invoice',
  })
  for (const w of waiting) expect(w.faults[0]?.mend).toMatch(/.{15}/)
  const undated = waiting.find(w => w.name === 'no due day.xml')?.id ?? ''
  expect(await house.owner.ask('POST', '/api/v1/acts/take-arrived', { file: undated })).toMatchObject({ status: 422 })
  expect(await house.owner.post('/api/v1/acts/take-arrived', { file: undated, termsDays: 30 })).toMatchObject({ state: 'taken' })
  put('bad.xml', own(ubl()).replaceAll('U-2026-001', 'U-2026-002'))
  expect(await lookTwice()).toMatchObject({ counts: { taken: 1 } })
  expect((await arrived()).waiting.map(w => w.name).sort()).toEqual(['list.csv', 'notes.pdf'])
  expect((await invoices()).map(i => i.number).sort()).toEqual(['U-2026-001', 'U-2026-002'])
})

test('B12: what others issued, what is not surely ours, hidden files, links and folders', async () => {
  put('ours perhaps.xml', ubl()) // another seller; this firm has no VAT id to tell by
  put('we owe.xml', ubl().replace('Atelier du Rhône SARL', 'Atelier Mérival'))
  put('.hidden.xml', own(ubl()))
  put('half.xml.part', own(ubl()))
  mkdirSync(join(folder, 'older.xml'))
  symlinkSync(join(folder, '.hidden.xml'), join(folder, 'link.xml'))
  expect(await lookTwice()).toMatchObject({ counts: { asked: 1, refused: 1 }, faults: [] })
  const { waiting } = await arrived()
  expect(waiting.map(w => [w.name, w.state, w.faults[0]?.code]).sort()).toEqual([
    ['ours perhaps.xml', 'asked', undefined],
    ['we owe.xml', 'refused', 'not-ours'],
  ])
  expect(await invoices()).toEqual([])
})

test('B12: files are moved only where wanted, and never over another of the same name', async () => {
  await house.owner.post('/api/v1/settings/invoice-folder', { path: folder, moved: true })
  mkdirSync(join(folder, 'processed'))
  writeFileSync(join(folder, 'processed', 'a.xml'), 'an older one')
  put('a.xml', own(ubl()))
  put('b.xml', 'hello')
  put('c.xml', own(ubl({ lines: 3 })))
  await lookTwice()
  expect(readdirSync(folder).sort()).toEqual(['c.xml', 'processed', 'refused']) // c waits for its answer
  expect(readdirSync(join(folder, 'processed')).sort()).toEqual(['a (2).xml', 'a.xml'])
  expect(readFileSync(join(folder, 'processed', 'a.xml'), 'utf8')).toBe('an older one')
  expect(readdirSync(join(folder, 'refused'))).toEqual(['b.xml'])
  const asked = (await arrived()).waiting.find(w => w.state === 'asked')
  await house.owner.post('/api/v1/acts/take-arrived', { file: asked?.id ?? '' })
  await look()
  expect(readdirSync(join(folder, 'processed')).sort()).toEqual(['a (2).xml', 'a.xml', 'c.xml'])
})

test('B12: a file larger than any invoice is named, not read; a folder that vanished is said', async () => {
  put('huge.xml', '')
  truncateSync(join(folder, 'huge.xml'), LIMITS.bytes_max + 1)
  expect(await lookTwice()).toMatchObject({ counts: { refused: 1 } })
  expect((await arrived()).waiting).toMatchObject([{ name: 'huge.xml', faults: [{ code: 'file-too-large' }] }])
  renameSync(folder, `${folder}-gone`)
  expect(await look()).toMatchObject({ faults: [{ code: 'folder-missing' }] })
  expect((await arrived()).folder.problem).toMatchObject({ code: 'folder-missing', params: { path: folder } })
  renameSync(`${folder}-gone`, folder)
  for (const [path, code] of [
    ['relative/path', 'folder-wrong'],
    [join(folder, 'huge.xml'), 'folder-wrong'],
    [join(folder, 'absent'), 'folder-missing'],
  ] as const)
    expect(await house.owner.ask('POST', '/api/v1/settings/invoice-folder', { path })).toMatchObject({
      status: 422,
      body: { error: { faults: [{ code, field: 'path' }] } },
    })
  const shared = { ...house.app.deps.config, invoiceFolders: join(folder, 'allowed') }
  mkdirSync(join(folder, 'allowed'))
  expect(await watch.look(await place(), shared)).toMatchObject({ faults: [{ code: 'folder-not-allowed' }] })
})

test('B12: killed between bringing in and writing it down, the next look changes nothing', async () => {
  put('a.xml', own(ubl()))
  await lookTwice()
  await house.store.db.deleteFrom('arrivedFile').execute() // as a crash just before it would leave things
  watch = new FolderWatch()
  expect(await lookTwice()).toMatchObject({ counts: { same: 1 } })
  expect((await invoices()).length).toBe(1)
})

test('B12: a process killed while it takes in files leaves each whole or untouched', async () => {
  for (let n = 0; n < 40; n += 1) put(`${n}.xml`, own(ubl()).replaceAll('U-2026-001', `K-${n}`))
  const file = join(folder, '..', `dunwell-killed-${process.pid}.sqlite`)
  const config = { ...house.app.deps.config }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../support/folder-child.ts'), file, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>(resolve => child.stdout.once('data', () => resolve()))
  await new Promise(resolve => setTimeout(resolve, 120))
  child.kill('SIGKILL')
  await new Promise(resolve => child.once('exit', resolve))
  const store = await openFileStore(file)
  try {
    const after = await enterWorkspace(store, house.app.deps.clock, 'system:schedule', 'daily run')
    const count = async () =>
      (await store.db.selectFrom('invoice').select(['number']).where('supersededAt', 'is', null).execute()).map(r => r.number)
    const left = (await count()).length
    expect(left).toBeLessThan(40)
    const later = new FolderWatch()
    await later.look(after, config)
    await later.look(after, config)
    expect(new Set(await count()).size).toBe(40)
    expect((await count()).length).toBe(40)
    const lines = await store.db.selectFrom('invoiceLine').select('id').where('supersededAt', 'is', null).execute()
    expect(lines.length).toBe(80)
  } finally {
    await store.close()
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  }
}, 60_000)

interface Enclosed {
  readonly name: string
  readonly mime: string
  readonly bytes: Buffer
}
const xml = (name: string, text: string): Enclosed => ({ name, mime: 'application/xml', bytes: Buffer.from(text) })
/** A mail comes in as a mail server hands it over. */
async function mailed(...files: readonly Enclosed[]): Promise<void> {
  const { status } = await house.owner.bytes(
    '/api/v1/mail',
    aMail({ from: 'compta@example.net', subject: 'Facture', text: 'Ci-joint.', files }),
  )
  expect(status).toBe(201)
}
const waitingNow = async () =>
  (await arrived()).waiting.map(w => [w.name, w.state, w.documents.map(d => [d.number, ...d.changes].join(' ')).join(', ')])

test('B12: invoices that come by mail wait for a person, whoever sends them and in whatever wrapping; what is none of ours stays in the mail', async () => {
  const pdf = { name: 'facture.pdf', mime: 'application/pdf', bytes: invoicePdf({ name: 'factur-x.xml', xml: own(ubl()) }) }
  const numbered = (number: string): string => own(ubl()).replaceAll('U-2026-001', number)
  const packed = zip([
    { name: 'a.xml', bytes: Buffer.from(numbered('Z-1')) },
    { name: 'b.xml', bytes: Buffer.from(numbered('Z-2')) },
  ])
  const italian = fattura().replaceAll('Studio Aurora S.r.l.', 'Atelier Mérival')
  const files = [
    pdf,
    { name: 'mars.zip', mime: 'application/octet-stream', bytes: Buffer.from(packed) },
    { name: 'fattura.xml.p7m', mime: 'application/pkcs7-mime', bytes: signed(Buffer.from(italian)) },
    xml('broken.xml', own(ubl()).replace('</Invoice>', '')),
    { name: 'logo.png', mime: 'image/png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
    { name: 'virement.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.4\nvirement U-2026-001\n') },
    { name: 'table.csv', mime: 'text/csv', bytes: Buffer.from('number,total\nF-1,10') },
    { name: 'photos.zip', mime: 'application/zip', bytes: Buffer.from('PK\u0003\u0004 half an archive') },
    xml('theirs.xml', ubl().replace('Atelier du Rhône SARL', 'Atelier Mérival')),
  ]
  await mailed(...files)
  expect((await waitingNow()).map(([name, state]) => [name, state]).sort()).toEqual([
    ['broken.xml', 'refused'],
    ['facture.pdf', 'asked'],
    ['fattura.xml.p7m', 'asked'],
    ['mars.zip', 'asked'],
  ])
  expect(await invoices()).toEqual([])
  // the same files in another mail are the same files
  await mailed(...files)
  const { waiting } = await arrived()
  expect(waiting).toHaveLength(4)
  expect(waiting[0]).toMatchObject({ via: 'mail', whence: 'compta@example.net: Facture' })
  for (const w of waiting.filter(f => f.state === 'asked')) await house.owner.post('/api/v1/acts/take-arrived', { file: w.id })
  expect((await invoices()).map(i => i.number).sort()).toContain('U-2026-001')
  expect(await invoices()).toHaveLength(4)
  await mailed(pdf)
  expect((await arrived()).waiting.map(w => w.name)).toEqual(['broken.xml'])
})

test('B12: a corrected file by mail says what it would change; of two that wait, the second says so once the first came in', async () => {
  await mailed(xml('a.xml', own(ubl())))
  await mailed(xml('a.xml', own(ubl({ lines: 3 }))))
  expect(await waitingNow()).toEqual([
    ['a.xml', 'asked', 'U-2026-001'],
    ['a.xml', 'asked', 'U-2026-001'],
  ])
  const [first] = (await arrived()).waiting
  await house.owner.post('/api/v1/acts/take-arrived', { file: first?.id ?? '' })
  expect(await waitingNow()).toEqual([['a.xml', 'asked', 'U-2026-001 totalMinor taxMinor']])
  await mailed(xml('a corrected.xml', own(ubl({ lines: 4 }))), xml('status.xml', cdar('207').replaceAll('F-77', 'U-2026-001')))
  expect(await waitingNow()).toEqual([
    ['a.xml', 'asked', 'U-2026-001 totalMinor taxMinor'],
    ['a corrected.xml', 'asked', 'U-2026-001 totalMinor taxMinor'],
    ['status.xml', 'asked', 'U-2026-001'],
  ])
})

test('B5: the list of what to mend is read in stretches to its end', async () => {
  for (let n = 0; n < 5; n += 1)
    put(
      `${n}.xml`,
      own(ubl())
        .replace(/<cbc:BuyerReference>.*\n|<cac:OrderReference>.*\n/g, '')
        .replaceAll('U-2026-001', `P-${n}`),
    )
  await lookTwice()
  interface Stretch {
    readonly rows: readonly { readonly number: string }[]
    readonly checked: number
    readonly next: number | null
  }
  const numbers: string[] = []
  const checked: number[] = []
  for (let offset: number | null = 0; offset !== null; ) {
    const page: Stretch = await house.owner.get<Stretch>(`/api/v1/preflight?offset=${offset}&limit=2`)
    numbers.push(...page.rows.map(r => r.number))
    checked.push(page.checked)
    offset = page.next
  }
  expect(checked).toEqual([2, 2, 1])
  expect(numbers.sort()).toEqual(['P-0', 'P-1', 'P-2', 'P-3', 'P-4']) // none names an order
})
