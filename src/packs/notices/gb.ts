import type { NoticePack } from '../../core/desk/notice.ts'

export const pack: NoticePack = {
  country: 'GB',
  language: 'en',
  title: 'Letter before action',
  greeting: 'Dear Sir or Madam,',
  farewell: 'Yours faithfully,',
  days: 14,
  daysForPersons: 30,
  draftMark: 'DRAFT for your solicitor, to be written under their own name. Not sent.',
  opening: [
    'We act for {creditor}. Despite {reminders, plural, =0 {its requests} one {a reminder} other {# reminders}}, {principalAmount} remains due under the invoices below.',
    'Please pay, or reply, by {deadlineOn}.',
  ],
  interest: 'Interest to date of {interestAmount} is added to this ({interestBasis}).',
  compensation: 'Fixed compensation of {compensationAmount} is added to this ({compensationBasis}).',
  closing: [
    '{papers, plural, =0 {Documents that support the claim will be sent on request.} other {Documents that support the claim are listed below, and copies will be sent on request.}}',
    'If neither payment nor a reply reaches us by that date, our client may begin court proceedings without further notice. It remains ready to discuss payment by instalments or another way of settling this.',
  ],
  forPersons: [
    'The client is an individual or a sole trader: the Pre-Action Protocol for Debt Claims applies. It gives them 30 days to reply and asks for the information sheet, the reply form and the financial statement form to be enclosed; the letter goes by post.',
  ],
  unreckoned: 'Interest or fixed compensation is not fully reckoned: a rate is missing.',
  basis: 'Basis: {source}. As of {asOf}; to be checked before use.',
  labels: {
    invoice: 'Invoice',
    subject: 'For',
    date: 'Date',
    due: 'Due',
    open: 'Open',
    total: 'Total',
    holder: 'Account of',
    reference: 'Reference',
    papers: 'Documents, copies on request',
    notes: 'For the solicitor only',
  },
  source: 'Pre-Action Protocol for Debt Claims; Practice Direction: Pre-Action Conduct',
  asOf: '2026-11',
  confidence: 'read',
}
