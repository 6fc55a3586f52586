import { PDFDocument } from '@cantoo/pdf-lib'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPaper } from '../../src/shell/acts/attach.ts'
import { makeDossier } from '../../src/shell/acts/dossier.ts'
import { verifyDossier } from '../../src/shell/dossier/seal.ts'
import { textOfPdf } from '../../src/shell/papers/pdf-text.ts'
import { loadWords } from '../../src/shell/words.ts'
import { unzip } from '../support/archive.ts'
import { type Debt, debt, placeOn, triedAll } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
let owed: Debt
let planId: string
let disputeId: string
const post = <T>(act: string, body: object): Promise<T> => house.owner.post<T>(`/api/v1/acts/${act}`, body)

/** An agreement with its clauses, a plan with one part paid and one missed, and a dispute that was answered. */
beforeEach(async () => {
  house = await openHouse('2026-07-01', { live: true })
  owed = await debt(house)
  await post('add-agreement', {
    ...{ client: owed.clientId, title: 'Contrat d’entretien', number: 'C-12', price: '900.00', period: 'month', startsOn: '2026-01-01' },
    ...{ endsOn: '2026-12-31', termsDays: 30, taxRate: '20', signedBy: 'Nadia Roussel, gérante', lateInterestPercent: '12.5' },
    ...{ earlyDiscountPercent: '2', earlyDiscountDays: 8, retentionPercent: '5', retentionMonths: 2 },
    prices: [{ from: '2026-07-01', price: '950.00' }],
  })
  const plan = { invoices: [owed.invoiceId], shape: 'parts', parts: 4, firstOn: '2026-07-06', graceDays: 3, agreedWith: 'Nadia Roussel' }
  const { id } = await post<{ id: string }>('plan', { ...plan, ourPart: [{ what: 'Livrer les clés', by: '2026-07-20' }] })
  planId = id
  house.stand('2026-07-06')
  await post('pay', { invoices: [owed.invoiceId], amount: '250.00', on: '2026-07-06' })
  house.stand('2026-08-10')
  const said = { invoice: owed.invoiceId, cause: 'quality', claim: 'repair', amount: '200.00', words: 'La porte ferme mal.' }
  disputeId = (await post<{ id: string }>('dispute', said)).id
  house.stand('2026-08-12')
  await post('dispute-answer', { dispute: disputeId, words: 'Le menuisier passe le 20 août.' })
  house.stand('2026-09-01')
})
afterEach(() => house.close())

async function keep(name: string, words: string, about: Readonly<Record<string, string>>): Promise<void> {
  const pdf = await PDFDocument.create()
  pdf.addPage().drawText(words)
  const form = new FormData()
  form.append('files', new File([Uint8Array.from(await pdf.save())], name, { type: 'application/pdf' }))
  for (const [field, value] of Object.entries(about)) form.append(field, value)
  await house.owner.send('/api/v1/documents', form)
}

interface Made {
  readonly data: {
    readonly agreements: readonly Readonly<Record<string, unknown>>[]
    readonly plans: readonly Readonly<Record<string, unknown>>[]
    readonly disputes: readonly Readonly<Record<string, unknown>>[]
    readonly events: readonly { readonly kind: string }[]
    readonly documents: readonly { readonly name: string }[]
    readonly redacted: readonly string[]
  }
  readonly names: readonly string[]
  /** The text of each page of the bundle. */
  readonly pages: readonly string[]
  csv(name: string): Record<string, string>[]
}

async function made(input: { without?: readonly string[]; language?: string } = {}): Promise<Made> {
  const place = await placeOn(house, '2026-09-01')
  const { documentId, seal } = await makeDossier(place, { client: owed.clientId, ...input })
  const { bytes } = await readPaper(place, documentId)
  await verifyDossier(bytes, 'd.zip', seal)
  const files = new Map(unzip(bytes).map(f => [f.name, Buffer.from(f.bytes)]))
  const file = (name: string): Buffer => files.get(name) ?? Buffer.alloc(0)
  const bundle = await PDFDocument.load(file('dossier.pdf'))
  const pages: string[] = []
  for (const at of bundle.getPageIndices()) {
    const one = await PDFDocument.create()
    for (const page of await one.copyPages(bundle, [at])) one.addPage(page)
    pages.push((await textOfPdf(await one.save())).replaceAll(/\s+/g, ' '))
  }
  return {
    data: JSON.parse(file('dossier.json').toString('utf8')),
    names: [...files.keys()],
    pages,
    csv: name => parse(file(name), { columns: true }) as Record<string, string>[], // with the head of the file
  }
}

test('B13: the plan, the dispute and the agreement have sections of their own, with their pages in the contents and their papers by annex and page', async () => {
  await keep('Plan signé.pdf', 'Signature', { plan: planId })
  await keep('Photo de la porte.pdf', 'Porte', { dispute: disputeId, side: 'theirs' })
  await keep('Contrat C-12.pdf', 'Contrat', { agreement: 'C-12' })
  const { pages } = await made({ language: 'fr' })
  const pageOf = (title: string): number => pages.findIndex((text, at) => at > 0 && text.trimStart().startsWith(title)) + 1
  const [cover = ''] = pages
  for (const title of ['Ce qui a été convenu', 'Échéanciers', 'Ce qui est contesté', 'Ce qui a été fait et dit', 'Pièces']) {
    expect(pageOf(title), title).toBeGreaterThan(1)
    expect(cover.replaceAll(/[ .]+/g, ' '), title).toContain(`${title} ${pageOf(title)}`)
  }
  const text = (title: string): string => (pages[pageOf(title) - 1] ?? '').replaceAll(/[\u00a0\u202f]/g, ' ')
  const agreement = text('Ce qui a été convenu')
  for (const said of ['C-12', '900,00 € par mois', '950,00 € à partir du 1er juillet 2026', '30 jours', '12,5 % par an', '2 % en cas de paiement dans les 8 jours', '5 % pendant 2 mois', 'Nadia Roussel, gérante']) // biome-ignore format: one list
    expect(agreement).toContain(said)
  const plan = text('Échéanciers')
  for (const said of ['Nadia Roussel', '250,00 €', 'Livrer les clés', 'reconnaît devoir 1 000,00 €', 'Plan signé.pdf'])
    expect(plan).toContain(said)
  const dispute = text('Ce qui est contesté')
  for (const said of ['la qualité', 'La porte ferme mal.', '200,00 € en suspens, 550,00 € restent à payer', 'Le menuisier passe le 20 août.', 'Réponse donnée le 12 août 2026']) // biome-ignore format: one list
    expect(dispute).toContain(said)
  expect(dispute).toContain('contestée depuis le 10 août 2026')
  for (const [section, name, word] of [
    [agreement, 'Contrat C-12.pdf', 'Contrat'],
    [plan, 'Plan signé.pdf', 'Signature'],
    [dispute, 'Photo de la porte.pdf', 'Porte'],
  ] as const) {
    // biome-ignore format: one list
    const page = Number(new RegExp(`Annexe \\d+ : ${name}, page (\\d+)`).exec(section)?.[1])
    expect(pages[page - 1], name).toContain(word)
  }
})

test('B13: JSON and CSV beside the bundle say the same of plan, dispute and agreement', async () => {
  const { data, csv, names } = await made()
  expect(data.plans).toMatchObject([{ total: '1000.00', paid: '250.00', missing: '250.00', state: 'missed', signed: null }])
  expect(csv('plans.csv').map(r => [r.part, r.due, r.amount, r['paid of it'], r['state of it']])).toEqual([
    ['1', '2026-07-06', '250.00', '250.00', 'paid'],
    ['2', '2026-08-06', '250.00', '0.00', 'missed'],
    ['3', '2026-09-07', '250.00', '0.00', 'due'],
    ['4', '2026-10-06', '250.00', '0.00', 'due'],
  ])
  expect(data.disputes).toMatchObject([{ cause: 'quality', contested: '200.00', held: '200.00', payable: '550.00', outcome: null }])
  expect(csv('disputes.csv')).toMatchObject([{ words: 'La porte ferme mal.', answered: '2026-08-12', ended: '' }])
  const terms = { lateInterestPercent: '12.5', retentionPercent: '5', earlyDiscountDays: '8', signedBy: 'Nadia Roussel, gérante' }
  expect(data.agreements).toMatchObject([{ ...terms, number: 'C-12', prices: [{ amount: '900.00' }, { amount: '950.00' }] }])
  expect(csv('agreements.csv')).toMatchObject([{ 'late interest percent': '12.5', 'kept back months': '2', 'terms days': '30' }])
  expect(names).toContain('interest.csv')
  expect(csv('payments.csv')).toMatchObject([{ invoice: 'F-1', day: '2026-07-06', what: 'payment', amount: '250.00', currency: 'EUR' }])
})

test('B13: a dispute that ended and a plan that was replaced say how; the part redacted is gone from every file, with its papers', async () => {
  await keep('Photo de la porte.pdf', 'Porte', { dispute: disputeId, side: 'theirs' })
  await keep('Plan signé.pdf', 'Signature', { plan: planId })
  await post('close-dispute', { dispute: disputeId, outcome: 'credited', words: 'Remise accordée', creditNumber: 'AV-7', credit: '200.00' })
  await post('plan', { invoices: [owed.invoiceId], shape: 'parts', parts: 2, firstOn: '2026-09-05' })
  const whole = await made({ language: 'en' })
  expect(whole.data.disputes).toMatchObject([{ outcome: 'credited', outcomeWords: 'Remise accordée', creditNote: 'AV-7', held: '0.00' }])
  expect(whole.data.plans).toMatchObject([
    { state: 'ended', endReason: 'replaced', paid: '450.00' },
    { replaces: '2026-07-01', total: '550.00' },
  ])
  expect(whole.pages.join(' ')).toContain('replaced by another plan')
  const bare = await made({ without: ['plans', 'disputes', 'agreements', 'wording'] })
  expect(bare.data).toMatchObject({ plans: [], disputes: [], agreements: [] })
  expect(bare.names.filter(n => /^(plans|disputes|agreements)\.csv$/.test(n))).toEqual([])
  expect(bare.data.documents.map(d => d.name)).toEqual([])
  expect(bare.data.events.map(e => e.kind)).not.toContain('dispute')
  const all = bare.pages.join(' ')
  for (const gone of ['La porte ferme mal', 'Nadia Roussel', 'Remise accordée', 'Nadia Roussel, gérante'])
    expect(all + JSON.stringify(bare.data)).not.toContain(gone)
  expect(all).toContain('les échéanciers, les contestations, les contrats')
})

test('B13: a dossier in any language says its parts in it, with no code and no word of English', async () => {
  await triedAll(house, owed)
  const words = await loadWords()
  for (const language of words.languages) {
    const { pages } = await made({ language })
    const text = pages.join('').replaceAll(/\s/g, '')
    for (const key of [
      'plans',
      'disputes',
      'agreements',
      'plan.label.acknowledged',
      'dispute.label.contested',
      'agreement.label.lateInterest',
    ])
      expect(text, `${language} ${key}`).toContain(words.say(language, `decision.dossier.${key}`).replaceAll(/\s/g, ''))
    for (const code of ['first-reminder', 'another-way', 'cash-flow', 'on-track', 'undefined', 'null', '{'])
      expect(text, `${language} ${code}`).not.toContain(code)
  }
})
