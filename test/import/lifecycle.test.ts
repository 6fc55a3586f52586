import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { nounNames } from '../../src/core/facts/nouns.ts'
import { confirmImport, importBatches, previewImport } from '../../src/shell/acts/import-lists.ts'
import { openAmounts } from '../../src/shell/acts/open-amounts.ts'
import { pay } from '../../src/shell/acts/pay.ts'
import { undoImport } from '../../src/shell/acts/undo-import.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { factsOf, loadClients } from '../../src/shell/store/load.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { type OwnPlace, ownPlace } from './own-place.ts'

let place: OwnPlace
beforeEach(async () => {
  place = await ownPlace()
})
afterEach(() => place.end())

const eur = (minor: string) => ({ minor, currency: 'EUR' })
const HEAD = 'Client;N° client;N° TVA;N° facture;Date facture;Échéance;Total TTC;Solde\n'
const file = (body: string, name = 'factures.csv') => [{ name, bytes: Buffer.from(HEAD + body) }]
const FIRST = file(
  'Dupont SARL;C1;FR12345678901;F-1;03/09/2026;15/10/2026;1 200,00;1 200,00\nMartin;C2;;F-2;20/10/2026;20/12/2026;300,00;100,00\nMartin;C2;;F-3;21/10/2026;21/12/2026;50,00;50,00\n',
)
const later = (p: Place, on: string): Place => {
  const clock = clockOn(day(on), 'Europe/Paris')
  return { ...p, clock, by: { ...p.by, at: clock.now(), today: day(on) } }
}

/** Every current fact but for when and by whom: two equal stores say the same. */
async function current(p: Place): Promise<unknown[]> {
  const all: unknown[] = []
  for (const noun of nounNames)
    for (const fact of await factsOf(p.store.db, p.workspaceId, noun).orderBy('id').execute())
      all.push([noun, { ...fact, factId: '', recordedAt: '', actor: '' }])
  return all
}
async function openOf(p: Place): Promise<Record<string, bigint>> {
  const clients = await p.store.db.selectFrom('client').select('id').where('supersededAt', 'is', null).execute()
  const facts = await loadClients(
    p.store.db,
    p.workspaceId,
    clients.map(c => c.id),
  )
  return Object.fromEntries(facts.flatMap(f => f.invoice.map(i => [i.number, openAmounts(f).byInvoice.get(i.id) ?? 0n])))
}

test('the preview says what comes in, and writes nothing', async () => {
  const preview = await previewImport(place, FIRST)
  expect(preview).toMatchObject({ counts: { new: 3, same: 0, newClients: 2, lines: 3 }, ready: true, nothingNew: false, isNewer: false })
  expect(preview.totals).toEqual([
    {
      currency: 'EUR',
      invoices: 3,
      invoiced: eur('155000'),
      paid: eur('20000'),
      open: eur('135000'),
      credited: eur('0'),
      payments: eur('0'),
    },
  ])
  expect(preview.clients).toEqual([
    { name: 'Dupont SARL', kind: 'business', why: 'vat-id', line: 'factures.csv, line 2' },
    { name: 'Martin', kind: 'unknown', why: 'no-id', line: 'factures.csv, line 3' },
  ])
  expect(preview.questions).toEqual([
    { ask: 'currency', blocks: false, value: 'EUR', by: 'nobody', example: '1 200,00' },
    { ask: 'old-debts', blocks: false, clients: [{ client: 'Dupont SARL', invoices: 1, answer: null }] },
  ])
  expect(await current(place)).toHaveLength(2) // the firm and its phase
})

test('what is open here is the balance of the list; every row is kept as it came, with file and line; one link closes it', async () => {
  await confirmImport(place, FIRST)
  expect(await openOf(place)).toEqual({ 'F-1': 120_000n, 'F-2': 10_000n, 'F-3': 5_000n })
  const lines = await factsOf(place.store.db, place.workspaceId, 'invoiceLine').orderBy('source').execute()
  expect(lines[1]).toMatchObject({
    source: 'factures.csv, line 3',
    raw: ['Martin', 'C2', '', 'F-2', '20/10/2026', '20/12/2026', '300,00', '100,00'],
  })
  const [payment] = await factsOf(place.store.db, place.workspaceId, 'payment').execute()
  expect(payment).toMatchObject({ amountMinor: 20_000n, means: 'before-import', paidOn: '2026-11-21', dayGuessed: true })
  expect(await place.store.db.selectFrom('journal').select('what').orderBy('seq').execute()).toEqual([
    { what: 'workspace made' },
    { what: 'lists imported' },
  ])
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('the same file twice changes nothing, under another name too', async () => {
  await confirmImport(place, FIRST)
  const before = await current(place)
  const again = await confirmImport(place, [{ ...FIRST[0], name: 'copie.csv' } as (typeof FIRST)[0]])
  expect(again).toMatchObject({ batchId: null, preview: { nothingNew: true, counts: { new: 0, changed: 0, same: 3, newClients: 0 } } })
  expect(await current(place)).toEqual(before)
  const doubled = await previewImport(place, [...FIRST, { ...FIRST[0], name: 'copie.csv' } as (typeof FIRST)[0]])
  expect(doubled.counts).toMatchObject({ same: 3, new: 0, refused: 0, leftOut: 3 })
})

const NEWER = file(
  'Dupont SARL;C1;FR12345678901;F-1;03/09/2026;31/10/2026;1 200,00;1 200,00\nMartin;C2;;F-2;20/10/2026;20/12/2026;300,00;0,00\nNeuf;C3;;F-4;20/11/2026;20/12/2026;80,00;80,00\n',
)

test('a newer list is compared: new, changed, vanished, paid; what vanished is asked about', async () => {
  await confirmImport(place, FIRST)
  const preview = await previewImport(later(place, '2026-11-28'), NEWER)
  expect(preview).toMatchObject({ isNewer: true, counts: { new: 1, changed: 1, same: 1, vanished: 1, newClients: 1 } })
  expect(preview.changed).toEqual([
    { number: 'F-1', client: 'Dupont SARL', changes: [{ field: 'dueOn', from: '2026-10-15', to: '2026-10-31' }] },
  ])
  const asked = preview.questions.find(q => q.ask === 'settled')
  expect(asked).toMatchObject({
    rows: [
      { number: 'F-2', open: eur('10000'), why: 'paid', answer: 'paid', answeredBy: 'list' },
      { number: 'F-3', open: eur('5000'), why: 'vanished', answer: 'kept', answeredBy: 'nobody' },
    ],
  })
})

test.each([
  ['kept', { 'F-3': 5_000n }],
  ['paid', { 'F-3': 0n }],
  ['credited', { 'F-3': 0n }],
  ['cancelled', { 'F-3': 0n }],
] as const)('a vanished invoice answered “%s”', async (vanished, open) => {
  await confirmImport(place, FIRST)
  const done = await confirmImport(later(place, '2026-11-28'), NEWER, { vanishedByNumber: { 'F-3': vanished } })
  expect(await openOf(place)).toMatchObject({ 'F-1': 120_000n, 'F-2': 0n, 'F-4': 8_000n, ...open })
  const noun = ({ kept: undefined, paid: 'payment', credited: 'creditNote', cancelled: undefined } as const)[vanished]
  if (noun) expect((await factsOf(place.store.db, place.workspaceId, noun).execute()).length).toBe(noun === 'payment' ? 3 : 1)
  const again = await confirmImport(later(place, '2026-11-29'), NEWER)
  expect(again.batchId).toBe(null)
  expect(done.batchId).not.toBe(null)
})

test('nothing is booked twice: money recorded by hand meanwhile, even on another invoice, is not booked again', async () => {
  await confirmImport(place, FIRST)
  await pay(later(place, '2026-11-25'), { client: 'Martin', amount: '100.00' }) // goes to F-2 by rule
  const paidElsewhere = file(
    'Dupont SARL;C1;FR12345678901;F-1;03/09/2026;15/10/2026;1 200,00;1 200,00\nMartin;C2;;F-2;20/10/2026;20/12/2026;300,00;50,00\nMartin;C2;;F-3;21/10/2026;21/12/2026;50,00;0,00\n',
  )
  const preview = await previewImport(later(place, '2026-11-28'), paidElsewhere)
  expect(preview.questions.find(q => q.ask === 'settled')).toBe(undefined)
  expect(preview.notes.map(n => n.code)).toContain('more-open-than-here')
})

test('what a person changed here stays, unless the list changed the same field', async () => {
  await confirmImport(place, FIRST)
  const [invoice] = await factsOf(place.store.db, place.workspaceId, 'invoice')
    .where('number' as 'id', '=', 'F-1')
    .execute()
  await record(place.store, { ...place.by, at: '2026-11-22T10:00:00.000Z' }, 'mended', pen =>
    pen.amend('invoice', String(invoice?.id), { dueOn: day('2026-12-01') }),
  )
  const total = file(
    'Dupont SARL;C1;FR12345678901;F-1;03/09/2026;15/10/2026;1 300,00;1 300,00\nMartin;C2;;F-2;20/10/2026;20/12/2026;300,00;100,00\nMartin;C2;;F-3;21/10/2026;21/12/2026;50,00;50,00\n',
  )
  const preview = await previewImport(later(place, '2026-11-28'), total)
  expect(preview.changed).toMatchObject([{ number: 'F-1', changes: [{ field: 'total', from: eur('120000'), to: eur('130000') }] }])
})

test('an undo takes back exactly what the import added and puts back what it changed', async () => {
  const empty = await current(place)
  const one = await confirmImport(place, FIRST)
  const first = await current(place)
  const two = await confirmImport(later(place, '2026-11-28'), NEWER, { vanished: 'cancelled' })
  await expect(undoImport(later(place, '2026-11-29'), String(one.batchId))).rejects.toThrow('changed after this import')
  const undone = await undoImport(later(place, '2026-11-29'), String(two.batchId))
  expect(undone.clientsKept).toEqual([])
  expect(await current(place)).toEqual(first)
  await undoImport(later(place, '2026-11-29'), String(one.batchId))
  expect(await current(place)).toEqual(empty)
  await expect(undoImport(place, String(one.batchId))).rejects.toThrow('taken back already')
  await expect(undoImport(place, 'nope')).rejects.toThrow('There is no import "nope"')
  expect((await importBatches(place)).map(b => b.undoneAt !== null)).toEqual([true, true])
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
  expect((await previewImport(place, FIRST)).isNewer).toBe(false)
})

test('an undo refuses while money booked since hangs on its invoices, and keeps a client of whom more is known', async () => {
  const one = await confirmImport(place, FIRST)
  const paid = await pay(later(place, '2026-11-22'), { invoices: ['F-3'] })
  await expect(undoImport(later(place, '2026-11-23'), String(one.batchId))).rejects.toThrow('recorded on invoice "F-3"')
  await record(place.store, place.by, 'note', pen => pen.add('note', { clientId: paid.clientId, text: 'Called' }))
  await record(place.store, place.by, 'undo', pen => pen.retract('payment', paid.paymentId))
  expect((await undoImport(later(place, '2026-11-23'), String(one.batchId))).clientsKept).toEqual(['Martin'])
})

test('a due date is never invented: terms of the list, of the client, or the answer', async () => {
  const head = 'Client;N° facture;Date facture;Délai de paiement;Total TTC\n'
  const files = [
    {
      name: 'a.csv',
      bytes: Buffer.from(`${head}Dupont;F-1;14/09/2026;30 jours;10,00\nDupont;F-2;14/09/2026;45 jours fin de mois;10,00\n`),
    },
  ]
  const preview = await previewImport(place, files)
  expect(preview).toMatchObject({
    ready: false,
    questions: [{ ask: 'due-date', count: 1, examples: ['F-2'] }, { ask: 'currency', value: 'EUR' }, { ask: 'old-debts' }],
  })
  await expect(confirmImport(place, files)).rejects.toThrow('a.csv, line 3, field "dueOn": 1 invoices state no due date')
  await confirmImport(place, files, { termsDays: 10 })
  const due = await factsOf(place.store.db, place.workspaceId, 'invoice')
    .select(['number', 'dueOn', 'dueSource'] as unknown as ['id'])
    .orderBy('number' as 'id')
    .execute()
  expect(due).toMatchObject([
    { number: 'F-1', dueOn: '2026-10-14', dueSource: 'terms' },
    { number: 'F-2', dueOn: '2026-09-24', dueSource: 'asked' },
  ])
})

test('old debts: as many deeds outside Dunwell as were sent, for all or per client', async () => {
  await confirmImport(place, FIRST, {
    oldDebts: 'nothing-sent',
    oldDebtsByClient: { 'Dupont SARL': { times: 2, lastOn: day('2026-11-10') } },
  })
  const deeds = await factsOf(place.store.db, place.workspaceId, 'deed').execute()
  expect(deeds).toHaveLength(2)
  expect(deeds[0]).toMatchObject({ outside: true, class: 'chase', doneOn: '2026-11-10', outcome: 'done' })
})

test('doubtful clients are kept apart and said; the same VAT id is the same client', async () => {
  await confirmImport(place, FIRST)
  const preview = await previewImport(
    place,
    file(
      'Dupont;;;F-9;03/09/2026;15/12/2026;1,00;1,00\nDupont et Cie;C9;FR 12 345678901;F-10;03/09/2026;15/12/2026;1,00;1,00\nmartin;C7;;F-11;03/09/2026;15/12/2026;1,00;1,00\n',
    ),
  )
  expect(preview.clients.map(c => c.name)).toEqual(['Dupont', 'martin'])
  expect(preview.notes.filter(n => n.code === 'client-doubtful').map(n => n.message)).toEqual([
    '"Dupont" is kept apart from "Dupont SARL", which has nearly the same name.',
    '"martin" is kept apart from "Martin", which has nearly the same name.',
  ])
})

test('PDF copies go to the invoice whose number is in their name or text; doubtful ones are said', async () => {
  const pdf = (text = '') =>
    Buffer.from(`%PDF-1.4\n1 0 obj<</Length ${text.length + 12}>>stream\nBT (${text}) Tj ET\nendstream endobj\n%%EOF`)
  const done = await confirmImport(place, [
    ...FIRST,
    { name: 'Facture F-1 Dupont.pdf', bytes: pdf('one') },
    { name: 'scan.pdf', bytes: pdf('Facture no F-2 du 20/10/2026') },
    { name: 'photo.pdf', bytes: pdf('hello') },
  ])
  expect(done.copies.map(c => [c.invoice, c.why])).toEqual([['F-1', 'file-name'], ['F-2', 'text'], [null, 'no-invoice']]) // biome-ignore format: three
  const docs = await factsOf(place.store.db, place.workspaceId, 'document').execute()
  expect(docs).toHaveLength(2)
  const again = await confirmImport(place, [{ name: 'Facture F-1 Dupont.pdf', bytes: pdf('one') }])
  expect([again.batchId, again.copies[0]?.why]).toEqual([null, 'known'])
  await undoImport(later(place, '2026-11-22'), String(done.batchId))
  expect(await factsOf(place.store.db, place.workspaceId, 'document').execute()).toEqual([])
})

test('where copies go is shown before; names of second downloads, several that fit and 200 at once', async () => {
  const head = 'Client,Invoice No,Invoice Date,Due Date,Total,Currency\n'
  const rows = Array.from({ length: 200 }, (_, n) => `Fern,2026-${String(n + 1).padStart(4, '0')},2026-11-02,2026-12-15,10.00,EUR\n`)
  const twins =
    'Fern,T-7,2026-11-02,2026-12-15,10.00,EUR\nMoss,T-7,2026-11-02,2026-12-15,10.00,EUR\nFern,2026-00121,2026-11-02,2026-12-15,10.00,EUR\n'
  const list = { name: 'list.csv', bytes: Buffer.from(head + rows.join('') + twins) }
  const copy = (name: string) => ({ name, bytes: Buffer.from(`%PDF-1.4 ${name}`) })
  const odd = [copy('Invoice_2026-0012 (1).pdf'), copy('T-7.pdf'), copy('holiday.pdf')]
  const all = rows.map((_, n) => copy(`2026-${String(n + 1).padStart(4, '0')}.pdf`))
  const looked = await previewImport(place, [list, ...odd])
  expect(looked.copies).toEqual([
    { file: 'Invoice_2026-0012 (1).pdf', invoice: '2026-0012', why: 'file-name' },
    { file: 'T-7.pdf', invoice: null, why: 'several-invoices' },
    { file: 'holiday.pdf', invoice: null, why: 'no-invoice' },
  ])
  expect(await factsOf(place.store.db, place.workspaceId, 'invoice').execute()).toEqual([])
  await confirmImport(place, [list])
  expect((await previewImport(place, odd.slice(1))).nothingNew).toBe(true)
  const done = await confirmImport(place, [...all, ...odd])
  expect(done.copies.filter(c => c.documentId !== null)).toHaveLength(201)
  expect(done.preview.copies.slice(-3)).toMatchObject(looked.copies)
  expect((await previewImport(place, all)).copies.every(c => c.why === 'known')).toBe(true)
  await expect(previewImport(place, [{ name: 'photo.jpg', bytes: Buffer.from('ffd8ffe000104a46494600', 'hex') }])).rejects.toThrow(
    'photo.jpg',
  )
})

test('a list of payments: matched by number or client, the same row once, two equal rows twice; unknown numbers refused', async () => {
  await confirmImport(place, FIRST)
  const payments = (body: string) => [{ name: 'paiements.csv', bytes: Buffer.from(`Date de paiement;N° facture;Client;Montant\n${body}`) }]
  const body = '20/11/2026;F-1;;100,00\n20/11/2026;F-1;;100,00\n20/11/2026;;Martin;25,00\n21/11/2026;F-2, F-3;Martin;125,00\n'
  const dupont = await place.store.db.selectFrom('client').select('id').where('name', '=', 'Dupont SARL').executeTakeFirstOrThrow()
  await place.store.db
    .insertInto('outbox')
    .values({
      workspaceId: place.workspaceId,
      key: 'k',
      clientId: dupont.id,
      state: 'queued',
      act: '{}' as unknown as [],
      createdAt: place.by.at,
      notBefore: place.by.at,
      attempts: 0,
    })
    .execute()
  const done = await confirmImport(place, payments(body))
  expect([done.preview.counts.payments, done.withdrawn]).toEqual([4, 1])
  expect(await openOf(place)).toEqual({ 'F-1': 100_000n, 'F-2': 0n, 'F-3': 0n })
  expect((await confirmImport(place, payments(body))).preview.counts).toMatchObject({ payments: 0, samePayments: 4 })
  await expect(confirmImport(place, payments('20/11/2026;F-99;;1,00\n20/11/2026;;Nobody;1,00\n'))).rejects.toThrow(
    'There is no one invoice "F-99"',
  )
})

test('property: import, then undo, leaves the facts as they were; the same list twice changes nothing', async () => {
  const rowOf = fc.record({
    client: fc.constantFrom('Ada', 'Bo', 'Cy SARL', 'Dé'),
    number: fc.integer({ min: 1, max: 12 }),
    total: fc.integer({ min: -5000, max: 500_000 }),
    open: fc.integer({ min: 0, max: 100 }),
  })
  const csv = (rows: readonly { client: string; number: number; total: number; open: number }[]): string =>
    [...new Map(rows.map(r => [r.number, r])).values()]
      .map(
        r =>
          `${r.client};;;N-${r.number};03/09/2026;${String((r.number % 28) + 1).padStart(2, '0')}/10/2026;${(r.total / 100).toFixed(2).replace('.', ',')};${(Math.floor((r.total * r.open) / 100) / 100).toFixed(2).replace('.', ',')}\n`,
      )
      .join('')
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowOf, { minLength: 1, maxLength: 15 }),
      fc.array(rowOf, { minLength: 1, maxLength: 15 }),
      fc.constantFrom('paid', 'credited', 'cancelled', 'kept'),
      async (a, b, vanished) => {
        const empty = await current(place)
        const one = await confirmImport(place, file(csv(a)))
        const before = await current(place)
        const then = later(place, '2026-11-28')
        const two = await confirmImport(then, file(csv(b)), { vanished: vanished as 'paid' })
        const after = await current(place)
        expect((await previewImport(then, file(csv(b)), { vanished: 'kept' })).counts).toMatchObject({ new: 0, changed: 0 })
        await confirmImport(then, file(csv(b)), { vanished: 'kept' })
        expect(await current(place)).toEqual(after)
        for (const [done, was] of [
          [two, before],
          [one, empty],
        ] as const) {
          if (done.batchId !== null) await undoImport(later(place, '2026-11-29'), done.batchId)
          expect(await current(place)).toEqual(was)
        }
      },
    ),
    { numRuns: 15 },
  )
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
}, 120_000)
