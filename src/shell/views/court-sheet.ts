import { minorOfUnits } from '../../core/desk/claim.ts'
import { type CourtPack, type FoundFee, feeOf, type Ineligible, ineligible, type SheetSource } from '../../core/desk/court.ts'
import { refuse } from '../../core/fault.ts'
import { courtCaseOf, type DeskCase, deskCase, feeQuestion } from '../desk/desk-case.ts'
import { type DeskTools, deskTools } from '../desk/tools.ts'
import { loadFirmLaw } from '../law/firm-law.ts'
import { lateCosts } from '../law/late-costs.ts'
import { sayAmount, sayDay } from '../words.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'
import { type AmountView, amountView } from './overview.ts'

/** One field of a court’s form. */
export interface SheetLine {
  readonly label: string
  /** Empty: nothing is known for it here, or a person must choose. */
  readonly value: string
  readonly byHand: boolean
  readonly note: string | null
}

/** What the court asks, for claims of more than `over` up to `upTo` (none: of any size). */
export interface FeeView extends Pick<FoundFee, 'since' | 'source' | 'asOf' | 'confidence' | 'ownId'> {
  readonly amount: AmountView
  readonly over: AmountView
  readonly upTo: AmountView | null
}

function feeView({ amount, currency, over, upTo, since, source, asOf, confidence, ownId }: FoundFee): FeeView {
  const view = (units: number): AmountView => amountView(minorOfUnits(units, currency), currency)
  return { since, source, asOf, confidence, ownId, amount: view(amount), over: view(over), upTo: upTo === null ? null : view(upTo) }
}

/** What a person copies into a court’s form. Prepared, never filed; not legal advice. */
export interface CourtSheet {
  readonly code: string
  readonly name: string
  readonly language: string
  readonly form: string
  readonly where: string
  readonly client: string
  /** Of the court, where the procedure has courts in several. */
  readonly country: string | null
  readonly against: readonly Ineligible[]
  /** Only what can be mended stands against it. */
  readonly prepared: boolean
  readonly barredOn: string | null
  /** What the fee of this case is counted in. */
  readonly currency: string
  /** None: nobody here knows. */
  readonly fee: FeeView | null
  readonly remarks: readonly string[]
  readonly lines: readonly SheetLine[]
  readonly source: string
  readonly asOf: string
  readonly confidence: string
}

/** The data sheet of one procedure for one client. @throws Refusal where the country’s procedure is not prepared. */
export async function courtSheet(place: Place, clientId: string, code: string): Promise<CourtSheet> {
  const [facts, tools] = await Promise.all([clientFactsOf(place, clientId), deskTools(place)])
  const desk = deskCase(tools, facts, place.by.today)
  if (!desk) return refuse('nothing-to-decide', `Nothing late is left to decide about ${facts.client.name}.`, { field: 'client' })
  const pack = tools.courts.find(c => c.code === code)
  if (!pack)
    return refuse('not-prepared', `"${code}" is not prepared here.`, {
      field: 'code',
      mend: `Prepared: ${tools.courts.map(c => c.code).join(', ')}.`,
    })
  const against = ineligible(pack, courtCaseOf(tools, facts, desk.claim, place.by.today))
  const fee = feeOf(pack, feeQuestion(tools, facts, desk.claim, place.by.today))
  const values = await valuesOf(place, tools, desk, pack, fee)
  return {
    code: pack.code,
    name: pack.name,
    language: pack.language,
    form: pack.form,
    where: pack.where,
    client: facts.client.name,
    country: pack.feeIn ? facts.client.country : null,
    against,
    prepared: against.every(why => why === 'demand-missing'),
    barredOn: desk.claim.barredOn,
    currency: fee?.currency ?? desk.claim.currency,
    fee: fee ? feeView(fee) : null,
    remarks: pack.remarks,
    lines: pack.fields.map(f => ({ label: f.label, value: values[f.from] ?? '', byHand: f.from === 'by-hand', note: f.note ?? null })),
    source: pack.source,
    asOf: pack.asOf,
    confidence: pack.confidence,
  }
}

const joined = (lines: readonly (string | null | undefined)[] | null, by = ', '): string => (lines ?? []).filter(Boolean).join(by)

async function valuesOf(
  place: Place,
  tools: DeskTools,
  desk: DeskCase,
  pack: CourtPack,
  fee: FoundFee | undefined,
): Promise<Partial<Record<SheetSource, string>>> {
  const { firm } = tools
  const { client } = desk.facts
  const { language } = pack
  return {
    'creditor.name': firm.legalName ?? firm.name,
    'creditor.address': joined(firm.address),
    'creditor.companyId': firm.companyId ?? '',
    'creditor.vatId': firm.vatId ?? '',
    'creditor.person': firm.person ?? '',
    'creditor.phone': firm.phone ?? '',
    'creditor.email': firm.email ?? '',
    'creditor.iban': firm.iban ?? '',
    'creditor.bic': firm.bic ?? '',
    'creditor.country': firm.country,
    'debtor.name': client.name,
    'debtor.address': joined(client.address),
    'debtor.companyId': client.companyId ?? '',
    'debtor.vatId': client.vatId ?? '',
    'debtor.country': client.country ?? '',
    'debtor.email': client.email ?? '',
    'claim.courtFee': fee === undefined ? '' : sayAmount(language, minorOfUnits(fee.amount, fee.currency), fee.currency),
    today: sayDay(language, place.by.today),
    ...(await claimValues(place, desk, language)),
  }
}

/** The claim’s own lines: principal, interest and fixed sum with their basis, invoices, papers and the demand that went before. */
async function claimValues(place: Place, desk: DeskCase, language: string): Promise<Partial<Record<SheetSource, string>>> {
  const law = await loadFirmLaw(place)
  const { claim, facts } = desk
  const { currency } = claim
  const ids = new Set(claim.items.map(i => i.id))
  const costs = lateCosts(law, place.firm.country, facts, place.by.today).filter(
    c => c.claimable && ids.has(c.invoiceId) && c.currency === currency,
  )
  const amount = (minor: bigint): string => sayAmount(language, minor, currency)
  const interest = costs.reduce((sum, c) => sum + (c.interest?.interestMinor ?? 0n), 0n)
  const compensation = costs.reduce((sum, c) => sum + (c.compensation?.minor ?? 0n), 0n)
  const demand = facts.deed.filter(d => d.class === 'chase' && (d.tone ?? 0) >= 3 && ['sent', 'done'].includes(d.outcome)).map(d => d.doneOn).sort().at(-1) // biome-ignore format: one line
  const papers = facts.document.filter(d => d.kind !== 'dossier' && d.kind !== 'letter' && (d.invoiceId === null || ids.has(d.invoiceId)))
  const lines = claim.items.map(i => {
    const { number, issuedOn } = i.account.invoice
    return `${number} (${sayDay(language, issuedOn, 'medium')}, ${sayDay(language, i.dueOn, 'medium')}): ${amount(i.openMinor)}`
  })
  return {
    'claim.principal': amount(claim.owedMinor),
    'claim.currency': currency,
    'claim.interest': interest > 0n ? amount(interest) : '',
    'claim.interestBasis': joined([...new Set(costs.map(c => c.interest?.clause))], '; '),
    'claim.interestFrom': sayDay(language, claim.oldestDueOn),
    'claim.compensation':
      compensation > 0n ? `${amount(compensation)} (${joined([...new Set(costs.map(c => c.compensation?.clause))], '; ')})` : '',
    'claim.invoices': lines.join('; '),
    'claim.due': sayDay(language, claim.oldestDueOn),
    'claim.ground': joined(claim.items.map(i => i.account.invoice.subject), '; '), // biome-ignore format: one line
    'claim.evidence': joined(papers.map(p => p.name), '; '), // biome-ignore format: one line
    'claim.notice': demand === undefined ? '' : sayDay(language, demand),
  }
}
