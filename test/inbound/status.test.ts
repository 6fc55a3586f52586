import { expect, test } from 'vitest'
import { money } from '../../src/core/money/money.ts'
import { cdar, invoiceResponse, orderX, reminder } from './samples/invoices.ts'
import { faultOf, readStatuses } from './samples/registry.ts'

test('a French status message: who, about which invoice, why, and how much', () => {
  expect(readStatuses(cdar('207'))).toMatchObject([
    {
      meaning: 'disputed',
      statusCode: '207',
      issueDate: '2026-07-01',
      invoiceNumber: 'F-77',
      invoiceDate: '2026-06-01',
      issuer: 'Acheteur SA',
      recipient: 'Vendeur SA',
      reasons: [{ code: 'TX_TVA_ERR', text: 'Taux', requestedAction: 'Rectifier' }],
      amounts: [{ type: 'MEN', amount: money(50_000n, 'EUR') }],
    },
  ])
})

test.each([
  ['200', 'delivered'],
  ['202', 'delivered'],
  ['203', 'delivered'],
  ['204', 'in-process'],
  ['205', 'accepted'],
  ['206', 'partly-accepted'],
  ['208', 'suspended'],
  ['210', 'refused'],
  ['211', 'payment-on-its-way'],
  ['212', 'paid'],
  ['213', 'rejected'],
])('French status %s means %s', (code, meaning) => {
  expect(readStatuses(cdar(code))[0]?.meaning).toBe(meaning)
})

test.each([
  ['AB', 'delivered'],
  ['IP', 'in-process'],
  ['AP', 'accepted'],
  ['CA', 'partly-accepted'],
  ['UQ', 'suspended'],
  ['RE', 'refused'],
  ['PD', 'payment-on-its-way'],
])('Peppol response %s means %s', (code, meaning) => {
  expect(readStatuses(invoiceResponse(code))[0]?.meaning).toBe(meaning)
})

test('a Peppol response: reasons apart from what is asked for', () => {
  expect(readStatuses(invoiceResponse())).toMatchObject([
    {
      invoiceNumber: 'INV-21',
      issueDate: '2026-03-05',
      effectiveDate: '2026-03-04',
      issuer: 'Buyer AS',
      reasons: [
        { code: 'REF', text: 'BT-13: PO-1', requestedAction: null },
        { code: null, requestedAction: 'NIN' },
      ],
    },
  ])
})

test('a reminder speaks of each of its invoices', () => {
  expect(readStatuses(reminder())).toMatchObject([
    {
      meaning: 'reminded',
      statusCode: '2',
      invoiceNumber: 'INV-1',
      amounts: [{ amount: money(10_050n, 'NOK') }],
      reasons: [{ text: 'Second reminder' }],
    },
    { meaning: 'reminded', invoiceNumber: 'INV-2', amounts: [{ amount: money(4_000n, 'NOK') }] },
  ])
})

test('a status not known here is kept for a person to look at', () => {
  expect(readStatuses(cdar('999'))).toMatchObject([{ meaning: 'other', statusCode: '999', warnings: [{ code: 'status-unknown' }] }])
  expect(readStatuses(invoiceResponse('toString'))).toMatchObject([{ meaning: 'other', warnings: [{ code: 'status-unknown' }] }])
})

test('a message level response speaks of the message, not of the debt', () => {
  const technical = (code: string) =>
    invoiceResponse(code).replace('<cbc:ID>r1', '<cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:mlr:3</cbc:CustomizationID><cbc:ID>r1')
  expect(readStatuses(technical('AP'))[0]?.meaning).toBe('delivered')
  expect(readStatuses(technical('RE'))[0]?.meaning).toBe('rejected')
})

test('a message without status, a status without invoice, and an order are refused by name', () => {
  expect(faultOf(cdar().replace('<ram:IssuerAssignedID>F-77</ram:IssuerAssignedID>', ''))).toMatchObject({ code: 'number-missing' })
  expect(faultOf(cdar(''))).toMatchObject({ code: 'status-missing', field: 'ProcessConditionCode' })
  expect(faultOf(invoiceResponse(''))).toMatchObject({ code: 'status-missing' })
  expect(faultOf(reminder().replaceAll(/<cac:BillingReference>.*?<\/cac:BillingReference>/g, ''))).toMatchObject({ code: 'number-missing' })
  expect(faultOf(orderX())).toMatchObject({ code: 'order-not-invoice', message: 'This is an order, not an invoice.' })
})

test('a French message about several invoices is several statuses, each with its own warnings and raw source', () => {
  const reference = /<ram:ReferenceReferencedDocument>.*<\/ram:ReferenceReferencedDocument>/.exec(cdar())?.[0] ?? ''
  const second = reference.replace('F-77', 'F-78').replace('>207<', '>299<')
  const found = readStatuses(cdar().replace(reference, `${reference}${second}`))
  expect(found.map(s => [s.invoiceNumber, s.meaning, s.warnings.length])).toEqual([
    ['F-77', 'disputed', 0],
    ['F-78', 'other', 1],
  ])
  expect(found[1]?.raw).toBe(second)
})

test('amounts in several currencies, without one, and an unreadable date', () => {
  const [paid] = readStatuses(
    cdar('212')
      .replace(
        '</ram:SpecifiedDocumentCharacteristic>',
        '</ram:SpecifiedDocumentCharacteristic><ram:SpecifiedDocumentCharacteristic><ram:TypeCode>RAP</ram:TypeCode><ram:ValueAmount>12.5</ram:ValueAmount></ram:SpecifiedDocumentCharacteristic>',
      )
      .replace('20260601', '20261301'),
  )
  expect(paid?.amounts).toEqual([
    { type: 'MEN', amount: money(50_000n, 'EUR') },
    { type: 'RAP', amount: money(1_250n, 'XXX') },
  ])
  expect(paid?.invoiceDate).toBeNull()
  expect(paid?.warnings).toMatchObject([{ code: 'date-unreadable' }])
})

test('a response that answers nothing, and one without a document', () => {
  expect(faultOf(invoiceResponse().replace(/<cac:DocumentResponse>.*<\/cac:DocumentResponse>/s, ''))).toMatchObject({
    code: 'status-unknown',
  })
  expect(faultOf(invoiceResponse().replace('<cbc:ID>INV-21</cbc:ID>', ''))).toMatchObject({
    code: 'number-missing',
    field: 'DocumentReference/ID',
  })
})

test('a reminder of a credit note, and one without a sequence number', () => {
  const note = reminder()
    .replaceAll('InvoiceDocumentReference', 'CreditNoteDocumentReference')
    .replaceAll('DebitLineAmount', 'CreditLineAmount')
  expect(readStatuses(note.replace('<cbc:ReminderSequenceNumeric>2</cbc:ReminderSequenceNumeric>', ''))).toMatchObject([
    { statusCode: '1', invoiceNumber: 'INV-1', amounts: [{ type: 'CreditLineAmount', amount: money(10_050n, 'NOK') }] },
    { statusCode: '1', invoiceNumber: 'INV-2' },
  ])
})
