import type { CourtPack } from '../../core/desk/court.ts'
import { orderFee as germanFee } from './de.ts'
import { orderFee as polishFee } from './pl.ts'

/** European order for payment between member states, Denmark aside: form A. */
export const court: CourtPack = {
  code: 'eu-order-for-payment',
  name: 'European order for payment (form A)',
  language: 'en',
  countries: ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'], // biome-ignore format: one list
  reach: 'cross-border',
  clientKinds: ['business', 'sole-trader', 'consumer', 'public'],
  needsDemand: false,
  fee: null,
  feeIn: {
    DE: { ...germanFee, source: `${germanFee.source}; e-Justice portal, European payment order, Germany` },
    PL: polishFee,
    RO: {
      lines: [{ upTo: Number.POSITIVE_INFINITY, fee: 200 }],
      currency: 'RON',
      since: '2013-06-29',
      source: 'O.U.G. nr. 80/2013 privind taxele judiciare de timbru, art. 6 alin. (2)',
      asOf: '2026-11',
      confidence: 'memory',
    },
  },
  form: 'Form A, Regulation (EC) No 1896/2006',
  where: 'https://e-justice.europa.eu',
  source: 'Regulation (EC) No 1896/2006, art. 7; form A as replaced by Delegated Regulation (EU) 2017/1260',
  asOf: '2026-11',
  confidence: 'seen',
  remarks: [
    'The court is as a rule that of the client’s domicile; against a consumer always. Its language is the form’s language.',
    'The fee is that of the court’s country. Known here: Germany, Poland (in złoty, by the value in złoty) and Romania; elsewhere the e-Justice portal names it.',
  ],
  fields: [
    { label: '1 Court', from: 'by-hand' },
    { label: '2 Code 01 Claimant: corporate name', from: 'creditor.name' },
    { label: '2 Code 01 Claimant: identification code', from: 'creditor.companyId' },
    { label: '2 Code 01 Claimant: address', from: 'creditor.address' },
    { label: '2 Code 01 Claimant: country', from: 'creditor.country' },
    { label: '2 Code 01 Claimant: phone', from: 'creditor.phone' },
    { label: '2 Code 01 Claimant: e-mail', from: 'creditor.email' },
    { label: '2 Code 02 Defendant: corporate name or surname', from: 'debtor.name' },
    { label: '2 Code 02 Defendant: identification code', from: 'debtor.companyId' },
    { label: '2 Code 02 Defendant: address', from: 'debtor.address' },
    { label: '2 Code 02 Defendant: country', from: 'debtor.country' },
    { label: '3 Grounds for the court’s jurisdiction', from: 'by-hand', note: 'Code 01 is the domicile of the defendant.' },
    { label: '4 Cross-border nature: claimant’s country', from: 'creditor.country' },
    { label: '4 Cross-border nature: defendant’s country', from: 'debtor.country' },
    { label: '5 Bank details: IBAN', from: 'creditor.iban' },
    { label: '5 Bank details: BIC', from: 'creditor.bic' },
    { label: '6 Principal: currency', from: 'claim.currency' },
    { label: '6 Principal: amount', from: 'claim.principal' },
    { label: '6 Principal: grounds and invoices', from: 'claim.invoices' },
    { label: '6 Principal: circumstances', from: 'claim.ground' },
    { label: '7 Interest: rate and basis', from: 'claim.interestBasis' },
    { label: '7 Interest: from', from: 'claim.interestFrom' },
    { label: '8 Contractual penalties', from: 'by-hand' },
    { label: '9 Costs: fixed compensation', from: 'claim.compensation' },
    { label: '10 Evidence', from: 'claim.evidence' },
    { label: '11 Additional statements, place, date, signature', from: 'by-hand' },
  ],
}
