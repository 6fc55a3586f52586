import { day, json, list, maybe, minor, noun, oneOf, ref, text } from '../column.ts'

/** What was delivered before it is billed, and bills in the making. */
export const billing = {
  work: noun('client-bulk', 'Delivered, to be invoiced', {
    doneOn: day('delivered on'),
    what: text('what was delivered, as the invoice will say it'),
    quantity: text('decimal text'),
    unit: maybe(text('hours, days, pieces …')),
    rate: text('price a unit before tax, decimal text'),
    currency: text('ISO 4217'),
    netMinor: minor('quantity × rate, rounded once'),
    taxRate: maybe(text('percent, decimal text')),
    agreementId: maybe(ref('agreement', 'the agreement it was delivered under')),
    externalRef: maybe(text('its id in the tool it came from: the same id twice is the same work')),
    draftId: maybe(ref('invoiceDraft', 'the draft it stands on')),
    invoiceId: maybe(ref('invoice', 'the invoice that bills it')),
    setAside: maybe(text('not to be billed: why')),
  }),
  invoiceDraft: noun('client-bulk', 'An invoice in the making: its lines, until it is issued here or found among the imported ones', {
    kind: oneOf(['work', 'catch-up', 'credit'], 'for work · for periods billed too little · giving back what was billed too much'),
    currency: text('ISO 4217'),
    lines: json('[{text, from, to, quantity, unit, rate, minor, taxRate}]: amounts in minor units as text'),
    netMinor: minor('sum of the lines before tax'),
    preparedOn: day('prepared on'),
    workIds: maybe(list('the work on it')),
    correctionId: maybe(ref('correction', 'the case it carries out')),
    agreementId: maybe(ref('agreement', 'the agreement')),
    originals: maybe(list('numbers of the invoices it adds to or corrects')),
    number: maybe(text('the number it was issued under')),
    invoiceId: maybe(ref('invoice', 'the invoice it became')),
    creditNoteId: maybe(ref('creditNote', 'the credit note it became')),
    matched: maybe(oneOf(['number', 'amount', 'by-hand', 'issued'], 'how the invoice was found')),
    withdrawnOn: maybe(day('given up on')),
  }),
} as const
