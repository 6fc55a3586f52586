import type { NoticePack } from '../../core/desk/notice.ts'

export const pack: NoticePack = {
  country: 'GB',
  language: 'en',
  title: 'Letter before action',
  days: 14,
  daysForPersons: 30,
  draftMark: 'DRAFT for your solicitor, to be written under their own name. Not sent.',
  opening: [
    'We act for {creditor}. Despite {reminders, plural, =0 {its requests} one {a reminder} other {# reminders}}, {principalAmount} remains due under the invoices below.',
    'Please pay by {deadlineOn}.',
    '{costs, select, none {} other {To this are added to date {interestAmount} of interest ({interestBasis}) and {compensationAmount} of fixed compensation ({compensationBasis}).}}',
  ],
  closing: [
    'Documents that support the claim are listed with this letter, and copies will be sent on request.',
    'If neither payment nor a reply reaches us by that date, our client may begin court proceedings without further notice. It remains ready to discuss payment by instalments or another way of settling this.',
  ],
  forPersons: [
    'The client is an individual or a sole trader: the Pre-Action Protocol for Debt Claims applies. It gives them 30 days and asks for the information sheet, the reply form and the financial statement form to be enclosed.',
  ],
  source: 'Pre-Action Protocol for Debt Claims; Practice Direction: Pre-Action Conduct',
  asOf: '2026-11',
  confidence: 'read',
}
