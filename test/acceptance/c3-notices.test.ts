import { afterEach, beforeEach, expect, test } from 'vitest'
import { textOfPdf } from '../../src/shell/papers/pdf-text.ts'
import { type Debt, debt, paper, triedAll } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
let owed: Debt
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  owed = await debt(house)
  await triedAll(house, owed)
  await house.owner.post('/api/v1/facts/intermediary', { name: 'Maître Vidal', kind: 'lawyer', currency: 'EUR', flatFeeMinor: '18000' })
})
afterEach(() => house.close())

/** The draft for a client of a country, as it is printed. */
async function printed(client: Readonly<Record<string, unknown>>): Promise<string> {
  await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, client)
  const to = { client: owed.clientId, to: 'Maître Vidal' }
  const { id, letter } = await house.owner.post<{ id: string; letter: { documentId: string } }>('/api/v1/acts/prepare-hand-over', to)
  await house.owner.post('/api/v1/acts/recall', { handOver: id, reason: 'another form' })
  return (await textOfPdf(await house.owner.raw(`/api/v1/documents/${letter.documentId}`))).replaceAll(/[\s\u00a0\u202f]+/g, ' ')
}

const FORMS = [
  [
    'FR',
    'business',
    ['Mise en demeure', 'Madame, Monsieur,', 'article 1344 du code civil', '9 septembre 2026', 'Reste dû', 'Pour l’avocat seul'],
  ],
  ['DE', 'business', ['Mahnung und Zahlungsaufforderung', 'Sehr geehrte Damen und Herren,', '11. September 2026', 'Rechnung', 'Verwendungszweck', 'Mit freundlichen Grüßen']], // biome-ignore format: one line a country
  [
    'GB',
    'sole-trader',
    ['Letter before action', '1 October 2026', 'information sheet, the reply form', 'Commande.txt', 'For the solicitor only'],
  ],
  ['GB', 'business', ['Letter before action', '15 September 2026', 'Documents that support the claim are listed below']],
  [
    'PL',
    'business',
    ['Ostateczne przedsądowe wezwanie do zapłaty', 'Szanowni Państwo,', '8 września 2026', 'Do zapłaty', 'Wyłącznie dla prawnika'],
  ],
  [
    'RO',
    'business',
    ['Notificare de punere în întârziere', 'art. 1522 din Codul civil', '16 septembrie 2026', 'Rest de plată', 'Numai pentru avocat'],
  ],
] as const

test.each(FORMS)(
  'C3: the draft for a client in %s (%s) is whole in its own form and language, without a letterhead or a signature',
  async (country, kind, says) => {
    const text = await printed({ country, kind })
    for (const said of says) expect(text).toContain(said)
    for (const foreign of ['Dear Sir or Madam', 'Kind regards', 'Bonjour', 'unconfirmed', '()', '{']) if (country !== 'GB' || foreign !== 'Dear Sir or Madam') expect(text).not.toContain(foreign) // biome-ignore format: one line
    // the creditor is named in what is said, and as the account; it neither heads the letter nor signs it
    expect(text).not.toContain('Hélène Caradec')
    expect(text).not.toContain('14 quai des Forges')
    expect(text).not.toContain('Vidal')
  },
)

test('C3: where a rate is missing the draft says so to the lawyer and names no sum of nothing', async () => {
  const agreed = { client: owed.clientId, title: 'Contract', price: '100.00', period: 'month', startsOn: '2026-01-01', law: 'RO' }
  await house.owner.post('/api/v1/acts/add-agreement', agreed)
  const text = await printed({ country: 'RO', kind: 'business' })
  expect(text).toContain('lipsește o rată sau un curs')
  expect(text).not.toMatch(/(^| )0,00/)
})

test('C3: papers of the claim are listed, those of another kind are not', async () => {
  await paper(house, owed.clientId, 'other', 'Notes privées.txt')
  const text = await printed({ country: 'FR', kind: 'business' })
  expect(text).toContain('Bon de livraison.txt')
  expect(text).not.toContain('Notes privées')
})
