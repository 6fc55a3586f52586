import { afterEach, beforeEach, expect, test } from 'vitest'
import { textOfPdf } from '../../src/shell/papers/pdf-text.ts'
import type { BillingView } from '../../src/shell/views/unbilled.ts'
import { sixHalves, told } from './correction-story.ts'
import { type House, openHouse } from './house.ts'
import { upload } from './upload.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

const client = async (name: string): Promise<string> =>
  (
    await house.owner.post<{ id: string }>('/api/v1/facts/client', {
      name,
      kind: 'business',
      kindConfirmedBy: 'Hélène Caradec',
      country: 'FR',
      language: 'fr',
      termsDays: 30,
      address: ['2 rue du Port', '35400 Saint-Malo'],
    })
  ).id
const unbilled = (): Promise<BillingView> => house.owner.get('/api/v1/unbilled')
const act = (name: string, body: object) => house.owner.ask('POST', `/api/v1/acts/${name}`, body)
const LIST = `Date;Client;Prestation;Quantité;Prix unitaire;Référence
03/06/2026;Hôtel des Trois Rives;Maquette;7,5;85,00;T-1
20/08/2026;Hôtel des Trois Rives;Mise en page;2;1 020,40;T-2
25/08/2026;Café Lumen;Affiche;1;300,00;T-3
`

test('B3: delivered work comes in by list, by hand and by API, with its age and what the delay costs; the same list twice adds nothing', async () => {
  const hotel = await client('Hôtel des Trois Rives')
  await client('Café Lumen')
  const first = await upload<{ added: number; known: number; netByCurrency: object }>(
    house,
    '/api/v1/unbilled/import',
    [['temps.csv', LIST]],
    {},
  )
  expect(first.body).toEqual({ added: 3, known: 0, netByCurrency: { EUR: '297830' } })
  expect((await upload(house, '/api/v1/unbilled/import', [['temps.csv', LIST]], {})).body).toMatchObject({ added: 0, known: 3 })
  expect((await act('add-work', { client: 'Café Lumen', what: 'Carte', rate: '100.00', doneOn: '2026-08-30' })).status).toBe(200)
  await house.owner.post('/api/v1/facts/work', {
    ...{ clientId: hotel, doneOn: '2026-08-31', what: 'Correction', quantity: '1', rate: '50', currency: 'EUR', netMinor: '5000' },
  })
  const view = await unbilled()
  // 637.50 for 90 days, 2,040.80 for 12 and 50.00 for 1, at 10 % a year: 15.72 + 6.71 + 0.01
  expect(view.unbilled.map(g => [g.client, g.netMinor, g.oldestOn, g.days, g.costMinor])).toEqual([
    ['Hôtel des Trois Rives', '272830', '2026-06-03', 90, '2244'],
    ['Café Lumen', '40000', '2026-08-25', 7, '63'],
  ])
})

test('B3: a list with one bad row brings nothing in, and each bad cell is named', async () => {
  await client('Café Lumen')
  const bad = `Date,Client,Description,Quantity,Rate\n2026-08-01,Café Lumen,Poster,1,300.00\n2026-31-02,Café Lumen,Card,x,10.00\n2026-08-02,Nobody,Card,1,10.00\n`
  const { status, body } = await upload<{ error: { faults: { code: string; line: number; field: string }[] } }>(
    house,
    '/api/v1/unbilled/import',
    [['w.csv', bad]],
    {},
  )
  expect(status).toBe(422)
  expect(body.error.faults.map(f => [f.code, f.line, f.field])).toEqual([
    ['day-unreadable', 3, 'doneOn'],
    ['number-unreadable', 3, 'quantity'],
    ['no-such-client', 4, 'client'],
  ])
  expect((await unbilled()).unbilled).toEqual([])
})

test('B3: one click makes the draft; the lines go to the invoicing tool, and the imported invoice is found again', async () => {
  await client('Hôtel des Trois Rives')
  await client('Café Lumen')
  await upload(house, '/api/v1/unbilled/import', [['temps.csv', LIST]], {})
  const { id } = (await act('draft-work', { client: 'Hôtel des Trois Rives' })).body as { id: string }
  const csv = Buffer.from(await house.owner.raw(`/api/v1/drafts/${id}/lines.csv`)).toString()
  expect(csv.trim().split('\r\n')).toEqual([
    'text,service_from,service_to,quantity,unit,unit_price,net,tax_percent,currency',
    'Maquette,2026-06-03,2026-06-03,7.5,,85.00,637.50,,EUR',
    'Mise en page,2026-08-20,2026-08-20,2,,1020.40,2040.80,,EUR',
  ])
  const sheet = await textOfPdf(await house.owner.raw(`/api/v1/drafts/${id}/sheet.pdf`))
  expect(sheet).toContain('ceci n’est pas une facture')
  expect(sheet).toContain('Mise en page')
  expect((await unbilled()).unbilled.map(g => g.client)).toEqual(['Café Lumen'])
  const list = `Client,Invoice number,Invoice date,Due date,Net,Tax,Total\nHôtel des Trois Rives,F-77,2026-09-01,2026-10-01,2678.30,535.66,3213.96\n`
  expect((await upload(house, '/api/v1/imports', [['factures.csv', list]], { answers: '{"oldDebts":"nothing-sent"}' })).status).toBe(200)
  expect((await unbilled()).drafts).toEqual([])
  const { facts } = await house.owner.get<{ facts: { number: string; matched: string }[] }>('/api/v1/facts/invoice-draft')
  expect(facts).toMatchObject([{ number: 'F-77', matched: 'amount' }])
})

test('B3: a draft given up leaves its work unbilled; work set aside is named with its reason; several that fit are left to a person', async () => {
  const hotel = await client('Hôtel des Trois Rives')
  await client('Café Lumen')
  await upload(house, '/api/v1/unbilled/import', [['temps.csv', LIST]], {})
  const { id } = (await act('draft-work', { client: hotel })).body as { id: string }
  expect((await act('draft-work', { client: hotel })).body).toMatchObject({ error: { faults: [{ code: 'nothing-unbilled' }] } })
  expect((await act('withdraw-draft', { draft: id })).status).toBe(200)
  const again = (await act('draft-work', { client: hotel })).body as { id: string }
  for (const number of ['F-1', 'F-2'])
    await house.owner.post('/api/v1/facts/invoice', {
      ...{ clientId: hotel, number, issuedOn: '2026-09-01', dueOn: '2026-10-01', currency: 'EUR', totalMinor: '321396', taxMinor: '53566' },
    })
  await house.run('2026-09-02')
  expect((await unbilled()).drafts).toMatchObject([{ id: again.id, perhaps: [{ number: 'F-1' }, { number: 'F-2' }] }])
  expect((await act('match-draft', { draft: again.id, invoice: 'F-2' })).status).toBe(200)
  const cafe = (await unbilled()).unbilled[0]
  expect((await act('set-work-aside', { work: cafe?.work[0]?.id, reason: 'a present' })).status).toBe(200)
  expect(await unbilled()).toMatchObject({ unbilled: [], drafts: [] })
})

test('B3: Dunwell issues only where told to, with its own numbers and a PDF; what is missing is said and no number is used', async () => {
  const hotel = await client('Hôtel des Trois Rives')
  await act('add-work', { client: hotel, what: 'Maquette', rate: '100.00' })
  const { id } = (await act('draft-work', { client: hotel })).body as { id: string }
  expect((await act('issue-draft', { draft: id })).body).toMatchObject({ error: { faults: [{ code: 'not-issuing' }] } })
  expect((await house.owner.ask('POST', '/api/v1/settings', { key: 'billing', value: { numbers: 'no number' } })).status).toBe(422)
  await house.owner.post('/api/v1/settings', { key: 'billing', value: { issuing: 'issue', numbers: 'D-{year}-{n:4}' } })
  const refused = (await act('issue-draft', { draft: id })).body as { error: { faults: { code: string }[] } }
  expect(refused.error.faults.map(f => f.code)).toEqual(['firm-id-missing', 'tax-missing'])
  const { facts } = await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/firm')
  await house.owner.patch(`/api/v1/facts/firm/${facts[0]?.id}`, { vatId: 'FR00000000042' })
  const issued = (await act('issue-draft', { draft: id, taxPercent: '20' })).body as { id: string; number: string; documentId: string }
  expect(issued).toMatchObject({ number: 'D-2026-0001', totalMinor: '12000' })
  const pdf = await textOfPdf(await house.owner.raw(`/api/v1/documents/${issued.documentId}`))
  for (const part of ['D-2026-0001', 'Maquette', 'FR00000000042', '2 rue du Port']) expect(pdf).toContain(part)
  const invoice = await house.owner.get<{ dueOn: string; lines: object[] }>(`/api/v1/invoices/${issued.id}`)
  expect(invoice).toMatchObject({ dueOn: '2026-10-01', lines: [{ text: 'Maquette', netMinor: '10000' }] })
  await act('add-work', { client: hotel, what: 'Affiche', rate: '50.00' })
  const next = (await act('draft-work', { client: hotel })).body as { id: string }
  expect((await act('issue-draft', { draft: next.id, taxPercent: '20' })).body).toMatchObject({ number: 'D-2026-0002' })
})

test('B3, A8: a catch-up is a correction or a supplement as the country says; an unknown country blocks issuing, not preparing', async () => {
  house.stand('2026-08-31')
  const story = await sixHalves(house)
  await told(house, story)
  await house.owner.post('/api/v1/settings', { key: 'billing', value: { issuing: 'issue' } })
  const { facts } = await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/firm')
  const firm = `/api/v1/facts/firm/${facts[0]?.id}`
  await house.owner.patch(firm, { country: 'IS', vatId: 'IS00000' })
  await story.act('choose-correction', { choice: 'separate' })
  const { id } = (await story.act('draft-catch-up')).body as { id: string }
  expect(Buffer.from(await house.owner.raw(`/api/v1/drafts/${id}/lines.csv`)).toString()).toContain('écart avec le montant convenu')
  const blocked = (await story.act('carry-correction')).body as { error: { faults: { code: string }[] } }
  expect(blocked.error.faults.map(f => f.code)).toEqual(['form-unknown', 'country-unknown'])
  await house.owner.patch(firm, { country: 'PL' })
  expect((await story.act('carry-correction')).body).toMatchObject({ error: { faults: [{ code: 'platform-needed' }] } })
  await house.owner.patch(firm, { country: 'FR' })
  const carried = (await story.act('carry-correction')).body as { invoiceId: string; number: string }
  expect(carried).toMatchObject({ number: 'D-2026-0001', totalMinor: '334368' })
  const { papers } = await house.owner.get<{ papers: { id: string }[] }>(`/api/v1/invoices/${carried.invoiceId}`)
  const pdf = await textOfPdf(await house.owner.raw(`/api/v1/documents/${papers[0]?.id}`))
  for (const part of ['Facture rectificative', 'F-2026-02', 'F-2026-07', 'art. 289']) expect(pdf).toContain(part)
  expect(await story.see()).toMatchObject({ openMinor: '0', invoiceIds: [carried.invoiceId] })
})

test('B3: where the original is taken back and stated anew, the sums are the same', async () => {
  const story = await sixHalves(house)
  await told(house, story)
  const { facts } = await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/firm')
  await house.owner.patch(`/api/v1/facts/firm/${facts[0]?.id}`, { country: 'RO' })
  await story.act('choose-correction', { choice: 'separate' })
  await story.act('carry-correction', { number: 'X-1', dueOn: '2026-10-30' })
  const view = await story.see()
  expect(view.openMinor).toBe('0')
  for (const r of view.rows) expect(BigInt(r.billedMinor) + BigInt(r.correctedMinor)).toBe(BigInt(r.agreedMinor))
  const invoice = await house.owner.get<{ lines: { netMinor: string }[] }>(`/api/v1/invoices/${view.invoiceIds[0]}`)
  expect(invoice.lines.slice(0, 2).map(l => l.netMinor)).toEqual(['-45000', '90000'])
})
