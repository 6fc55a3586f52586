import { afterEach, beforeEach, expect, test } from 'vitest'
import { bill, NINE, sixHalves, told } from './correction-story.ts'
import { type House, openHouse } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-08-31', { live: true })
})
afterEach(() => house.close())

interface Found {
  readonly found: readonly {
    readonly agreementId: string
    readonly shortMinor: string
    readonly overMinor: string
    readonly rows: readonly { from: string; kind: string; differenceMinor: string }[]
  }[]
  readonly drifts: readonly object[]
}

test('A1: six half-price months are found by themselves, each period with its difference; right and overbilled ones are told apart', async () => {
  const story = await sixHalves(house, { open: false })
  const { found } = await house.owner.get<Found>('/api/v1/corrections/found')
  expect(found).toMatchObject([{ agreementId: story.agreementId, shortMinor: '278640', overMinor: '0' }])
  expect(found[0]?.rows.map(r => [r.from, r.kind, r.differenceMinor])).toEqual([
    ['2026-02-01', 'too-little', '45000'],
    ['2026-03-01', 'too-little', '45000'],
    ['2026-04-01', 'too-little', '47160'],
    ['2026-05-01', 'too-little', '47160'],
    ['2026-06-01', 'too-little', '47160'],
    ['2026-07-01', 'too-little', '47160'],
  ])
  await bill(house, story, '2026-08-01', 100_000n)
  const again = await house.owner.get<Found>('/api/v1/corrections/found')
  expect(again.found[0]).toMatchObject({ shortMinor: '278640', overMinor: '7840' })
})

test('A1: without an agreement a sudden half is said with its confidence; an agreement that cannot be read is said, not skipped', async () => {
  const { id: clientId } = await house.owner.post<{ id: string }>('/api/v1/facts/client', { name: 'Sans contrat', kind: 'business' })
  for (const [at, minor] of ['80000', '80000', '80000', '80000', '40000'].entries())
    await house.owner.post('/api/v1/facts/invoice', {
      clientId,
      number: `S-${at}`,
      issuedOn: `2026-0${at + 3}-05`,
      dueOn: `2026-0${at + 3}-28`,
      currency: 'EUR',
      totalMinor: minor,
      taxMinor: '0',
    })
  const story = await sixHalves(house, { open: false })
  await house.owner.patch(`/api/v1/facts/agreement/${story.agreementId}`, { endsOn: '2025-01-01' })
  const result = await house.owner.get<Found>('/api/v1/corrections/found')
  expect(result.drifts).toMatchObject([
    { client: 'Sans contrat', kind: 'fell', from: '2026-07-01', usualMinor: '80000', confidence: 'low' },
  ])
  expect(result.found).toMatchObject([{ faults: [{ code: 'ends-before-start' }] }])
})

test('A2: a catch-up bill is held until the client was told and the statement exists; the override is named and reasoned', async () => {
  const story = await sixHalves(house)
  expect((await story.act('choose-correction', { choice: 'separate' })).body).toMatchObject({ error: { faults: [{ code: 'not-told' }] } })
  const early = await bill(house, story, '2026-09-01', 92_160n)
  await house.owner.post('/api/v1/facts/invoice-line', {
    clientId: story.clientId,
    invoiceId: early,
    position: 2,
    text: 'Rattrapage',
    netMinor: '278640',
    serviceFrom: '2026-02-01',
    serviceTo: '2026-07-31',
  })
  await house.run('2026-10-20')
  expect((await story.see()).invoiceIds).toEqual([early])
  const { silent } = await house.today()
  const obstacles = silent.find(x => x.clientId === story.clientId)?.obstacles ?? []
  expect(obstacles.find(o => o.invoiceId === early)?.gate).toBe('correction-not-announced')
  expect((await story.act('tell-correction', { on: '2026-10-20', how: 'writing', delivered: true })).body).toMatchObject({
    error: { faults: [{ code: 'statement-missing' }] },
  })
  expect((await story.act('write-statement')).status).toBe(200)
  expect((await story.act('tell-correction', { on: '2026-10-20', how: 'writing', delivered: false })).status).toBe(200)
  house.stand('2026-10-30')
  expect((await story.see()).mayLeave).toBe(false)
  expect((await story.act('tell-correction', { on: '2026-10-20', how: 'writing', delivered: true })).status).toBe(200)
  expect(await story.see()).toMatchObject({ mayLeave: true, told: { countsFrom: '2026-10-23' } })
  house.stand('2026-10-21')
  expect((await story.see()).mayLeave).toBe(false)
  expect((await story.act('override-correction', { name: '', reason: 'x' })).status).toBe(422)
  expect((await story.act('override-correction', { name: 'Hélène Caradec', reason: 'The client asked for it by phone' })).status).toBe(200)
  expect(await story.see()).toMatchObject({ mayLeave: true, override: { by: 'Hélène Caradec' } })
})

test('A3: the statement is a PDF in the client’s language, period by period; in five languages', async () => {
  for (const language of ['fr', 'ja', 'en', 'pl', 'ro']) {
    const story = await sixHalves(house, { name: `Hôtel ${language}`, language })
    expect((await story.act('write-statement')).body).toMatchObject({ language })
    const { statementId } = await story.see()
    const paper = await house.owner.raw(`/api/v1/documents/${statementId}`)
    expect(Buffer.from(paper.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(paper.length).toBeGreaterThan(5_000)
  }
}, 60_000)

test('A4: a known error without a first contact climbs every working day', async () => {
  const story = await sixHalves(house)
  const days = async (on: string): Promise<number> => {
    house.stand(on)
    const { corrections } = await house.owner.get<{ corrections: { daysWaiting: number }[] }>('/api/v1/corrections')
    return corrections[0]?.daysWaiting ?? -1
  }
  expect([await days('2026-08-31'), await days('2026-09-01'), await days('2026-09-04'), await days('2026-09-07')]).toEqual([0, 1, 4, 5])
  expect(await story.see()).toMatchObject({ growsMinor: '47160', daysWaiting: 5 })
  await told(house, story, '2026-09-07')
  expect(await days('2026-09-10')).toBe(0)
})

test('A5: the talk cannot be marked ready while one of the nine lines is empty', async () => {
  const story = await sixHalves(house)
  await story.act('write-statement')
  await story.act('prepare-correction', { outcomes: { ...NINE, refuses: { say: 'a', offer: 'b', limit: '' } } })
  expect((await story.act('ready-correction')).body).toMatchObject({
    error: { faults: [{ code: 'line-empty', field: 'outcomes.refuses.limit' }] },
  })
  await story.act('prepare-correction', { outcomes: { refuses: { limit: 'All of it' } } })
  expect((await story.act('ready-correction')).status).toBe(200)
  expect((await story.see()).ready).toMatchObject({ on: '2026-08-31' })
  await story.act('prepare-correction', { outcomes: { pays: { say: '' } } })
  expect((await story.see()).ready).toBeNull()
})

test('A6: a meeting is the default; a lesser channel shows its reason; the talk becomes a calendar invite', async () => {
  const story = await sixHalves(house)
  expect((await story.see()).channel).toEqual({ channel: 'meeting', reason: 'default' })
  const meeting = { on: '2026-09-03', time: '10:00', where: 'Hôtel', channel: 'phone' }
  expect((await story.act('prepare-correction', { meeting })).body).toMatchObject({ error: { faults: [{ code: 'reason-missing' }] } })
  expect((await story.act('prepare-correction', { meeting: { ...meeting, channel: 'meeting' } })).status).toBe(200)
  const invite = Buffer.from(await house.owner.raw(`/api/v1/corrections/${story.correctionId}/invite.ics`)).toString()
  expect(invite).toContain('DTSTART:20260903T080000Z')
  expect(invite).toContain('SUMMARY:Entretien du linge')
})

test('A7: the script owns it lightly, says that the service was not affected, offers two ways; humour only where the client is marked for it', async () => {
  const plain = await (await sixHalves(house)).see()
  expect(plain.script.map(s => s.part)).toEqual(['own', 'unaffected', 'twoWays'])
  expect(plain.script[2]?.text).toContain('sur la prochaine facture, ou sur une facture à part')
  const merry = await (await sixHalves(house, { name: 'Café', humour: true, language: 'ja' })).see()
  expect(merry.script.map(s => s.part)).toEqual(['own', 'humour', 'unaffected', 'twoWays'])
})

test('A8: on the next invoice: the coming period and a line a period, dated, numbered, linked to the explanation', async () => {
  const story = await sixHalves(house)
  await told(house, story)
  expect((await story.act('choose-correction', { choice: 'next-invoice' })).body).toMatchObject({ payMinor: '278640', waivedMinor: '0' })
  const csv = Buffer.from(await house.owner.raw(`/api/v1/corrections/${story.correctionId}/lines.csv`)).toString()
  expect(csv.split('\r\n')[1]).toBe('"Entretien du linge, 1er août 2026 – 31 août 2026",2026-08-01,2026-08-31,1,,921.60,921.60,20,EUR')
  expect(csv.trim().split('\r\n')).toHaveLength(8)
  const carried = await story.act('carry-correction', { number: 'F-2026-08', dueOn: '2026-10-30' })
  expect(carried.body).toMatchObject({ totalMinor: '444960', linked: false })
  const { invoiceId } = carried.body as { invoiceId: string } // as stated above
  const invoice = await house.owner.get<{ lines: object[]; papers: object[] }>(`/api/v1/invoices/${invoiceId}`)
  expect(invoice.lines).toHaveLength(7)
  const view = await story.see()
  expect(view).toMatchObject({ openMinor: '0', invoiceIds: [invoiceId] })
  for (const r of view.rows) expect(BigInt(r.billedMinor) + BigInt(r.correctedMinor) + BigInt(r.waivedMinor)).toBe(BigInt(r.agreedMinor))
  expect(view.later).toMatchObject([{ from: '2026-08-01', kind: 'right' }])
})

test('A9: the ground for the claim on one page: the agreement, its signed document, what was delivered', async () => {
  const story = await sixHalves(house)
  const form = new FormData()
  form.append('files', new File(['%PDF-1.4 signed'], 'contrat signé.pdf'))
  form.set('agreement', story.agreementId)
  expect((await house.owner.form('/api/v1/documents', form)).status).toBe(201)
  const view = await story.see()
  expect(view.agreement).toMatchObject({ title: 'Entretien du linge', signedBy: 'M. Lenormand' })
  expect(view.papers).toMatchObject([{ id: view.agreement.documentId, name: 'contrat signé.pdf', kind: 'agreement' }])
})

test('A10: insist, compromise or waive in money; what was never invoiced is waived, not credited', async () => {
  const story = await sixHalves(house)
  expect((await story.see()).advice.best).toBe('insist')
  await told(house, story)
  expect((await story.act('choose-correction', { choice: 'compromise', amount: '1393.20', reason: 'half' })).body).toMatchObject({
    error: { faults: [{ field: 'future' }] },
  })
  expect(
    (await story.act('choose-correction', { choice: 'compromise', amount: '1393.20', reason: 'half', future: '921.60 from September' }))
      .body,
  ).toMatchObject({
    payMinor: '139320',
    waivedMinor: '139320',
  })
  const view = await story.see()
  expect(view.waivers).toMatchObject([{ amountMinor: '139320', reason: 'half', future: '921.60 from September' }])
  expect(view.toInvoice.map(l => l.minor)).toEqual(['45000', '45000', '47160', '2160'])
  await story.act('carry-correction', { number: 'F-K', dueOn: '2026-10-30', taxPercent: '20' })
  const settled = await story.see()
  for (const r of settled.rows) expect(BigInt(r.billedMinor) + BigInt(r.correctedMinor) + BigInt(r.waivedMinor)).toBe(BigInt(r.agreedMinor))
  expect(await house.owner.get('/api/v1/facts/credit-note')).toMatchObject({ facts: [] })
})

test('A11: what forgiving may bring is an explicit estimate that the user changes, and the advice follows it', async () => {
  const story = await sixHalves(house)
  expect((await story.act('prepare-correction', { estimate: { futureMarginMinor: 'plenty' } })).status).toBe(422)
  await story.act('prepare-correction', { estimate: { futureMarginMinor: '20000.00', referralsMinor: '2000.00', repeatMinor: '1000.00' } })
  const view = await story.see()
  expect(view.estimate).toMatchObject({ futureMarginMinor: '2000000', insistPaidPercent: '70' })
  expect(view.advice.best).toBe('waive')
})

test('A13: the next two periods are checked; the case closes by itself only when both are right, else by name', async () => {
  const story = await sixHalves(house)
  await told(house, story)
  await story.act('choose-correction', { choice: 'separate' })
  await story.act('carry-correction', { number: 'R-1', dueOn: '2026-10-30' })
  await bill(house, story, '2026-08-01', 92_160n)
  expect((await story.act('close-correction')).body).toMatchObject({ error: { faults: [{ code: 'not-right-yet' }] } })
  await bill(house, story, '2026-09-01', 45_000n)
  expect((await story.see()).later.map(l => l.kind)).toEqual(['right', 'too-little'])
  expect((await story.act('close-correction')).status).toBe(422)
  expect((await story.act('close-correction', { name: 'Hélène Caradec', reason: 'mended by hand' })).status).toBe(200)
  expect(await story.see()).toMatchObject({ closed: { by: 'Hélène Caradec' } })
})

test('A14: the folder holds the next invoice at the right amount and the sentence that gives the past away', async () => {
  const story = await sixHalves(house)
  const view = await story.see()
  expect(view.next).toMatchObject({ from: '2026-08-01', agreedMinor: '92160' })
  expect(view.courtesy).toContain('le passé est pour nous')
  const pdf = await house.owner.raw(`/api/v1/corrections/${story.correctionId}/next-invoice.pdf`)
  expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
})

test('A15: after a waiver, what came back at 3, 6 and 12 months stands beside the estimate', async () => {
  const story = await sixHalves(house)
  await story.act('prepare-correction', { estimate: { futureMarginMinor: '4800.00' } })
  await told(house, story)
  await story.act('choose-correction', { choice: 'waive', reason: 'ten years together', future: '921.60 from August' })
  await bill(house, story, '2026-10-01', 92_160n)
  await bill(house, story, '2026-11-01', 92_160n)
  house.stand('2026-12-10')
  const { lookBack, openMinor } = await story.see()
  expect(openMinor).toBe('0')
  expect(lookBack).toMatchObject([
    { months: 3, on: '2026-12-03', isDue: true, cameMinor: '184320', estimateMinor: '60000' },
    { months: 6, isDue: false },
    { months: 12, isDue: false, estimateMinor: '240000' },
  ])
})

const sums = (view: Awaited<ReturnType<Awaited<ReturnType<typeof sixHalves>>['see']>>): void => {
  for (const r of view.rows) {
    const parts = [r.billedMinor, r.correctedMinor, r.waivedMinor].reduce((sum, minor) => sum + BigInt(minor), 0n)
    expect(parts + BigInt(r.openMinor)).toBe(BigInt(r.agreedMinor))
  }
}

test('A10: invoiced, refused and forgiven after all: a credit note against the catch-up, a waiver, and billed + corrected + waived = agreed to the cent', async () => {
  const story = await sixHalves(house)
  await told(house, story)
  const early = await story.act('forgive-catch-up', { reason: 'x', future: 'y' })
  expect(early.body).toMatchObject({ error: { faults: [{ code: 'nothing-invoiced' }] } })
  await story.act('choose-correction', { choice: 'separate' })
  const { invoiceId } = (await story.act('carry-correction', { number: 'F-K', dueOn: '2026-10-30', taxPercent: '20' })).body as {
    invoiceId: string
  } // checked below
  expect(await story.see()).toMatchObject({ openMinor: '0', choice: { way: 'separate' } })
  // first a part of it: the newest periods are given up
  expect((await story.act('forgive-catch-up', { amount: '500.00', reason: 'Ils refusent.' })).body).toMatchObject({
    error: { faults: [{ field: 'future' }] },
  })
  const part = await story.act('forgive-catch-up', {
    amount: '500.00',
    reason: 'Ils refusent.',
    future: '921,60 dès septembre',
    number: 'AV-1',
  })
  expect(part.body).toMatchObject({ number: 'AV-1', totalMinor: '60000', waivedMinor: '50000', payMinor: '228640' })
  const half = await story.see()
  sums(half)
  expect(half.rows.map(r => r.waivedMinor)).toEqual(['0', '0', '0', '0', '2840', '47160'])
  expect(half).toMatchObject({ openMinor: '0', choice: { way: 'compromise', minor: '228640', before: { way: 'separate' } } })
  expect((await house.owner.get<{ openMinor: string }>(`/api/v1/invoices/${invoiceId}`)).openMinor).toBe('274368')
  expect((await story.act('forgive-catch-up', { amount: '9999.00', reason: 'x', future: 'y', number: 'AV-2' })).body).toMatchObject({
    error: { faults: [{ code: 'amount-too-high' }] },
  })
  // then the rest
  const rest = await story.act('forgive-catch-up', { reason: 'Pour garder le client.', future: '921,60 dès septembre', number: 'AV-2' })
  expect(rest.body).toMatchObject({ totalMinor: '274368', waivedMinor: '228640', payMinor: '0' })
  const view = await story.see()
  sums(view)
  expect(view.rows.map(r => r.correctedMinor)).toEqual(['0', '0', '0', '0', '0', '0'])
  expect(view).toMatchObject({ openMinor: '0', choice: { way: 'waive' } })
  expect(view.waivers.map(w => w.amountMinor)).toEqual(['50000', '228640'])
  expect((await house.owner.get<{ openMinor: string }>(`/api/v1/invoices/${invoiceId}`)).openMinor).toBe('0')
  expect(view.later.filter(l => l.kind !== 'right' && l.billedMinor !== '0')).toEqual([])
  // in writing, anew; and nothing is found a second time once the case is closed
  expect(view.confirmation?.key.endsWith('/3')).toBe(true)
  await story.act('close-correction', { name: 'Hélène Caradec', reason: 'Donné.' })
  const { found } = await house.owner.get<Found>('/api/v1/corrections/found')
  expect(found.flatMap(f => f.rows).filter(r => r.from < '2026-08-01')).toEqual([])
})

test('A10: what they have paid of the catch-up is not credited; without our own numbers a credit note needs one, and nothing half-written stays', async () => {
  const story = await sixHalves(house)
  await told(house, story)
  await story.act('choose-correction', { choice: 'separate' })
  const { invoiceId } = (await story.act('carry-correction', { number: 'F-K', dueOn: '2026-10-30', taxPercent: '20' })).body as {
    invoiceId: string
  } // as above
  const noNumber = await story.act('forgive-catch-up', { reason: 'x', future: 'y' })
  expect(noNumber.body).toMatchObject({ error: { faults: [{ code: 'not-issuing' }] } })
  expect(await house.owner.get('/api/v1/facts/waiver')).toMatchObject({ facts: [] })
  expect(await house.owner.get<{ drafts: object[] }>('/api/v1/unbilled')).toMatchObject({ drafts: [] })
  await house.owner.post('/api/v1/facts/payment', {
    ...{ clientId: story.clientId, invoiceId, amountMinor: '300000', currency: 'EUR', paidOn: '2026-09-03', kind: 'payment' },
  })
  const tooMuch = await story.act('forgive-catch-up', { reason: 'x', future: 'y', number: 'AV-9' })
  expect(tooMuch.body).toMatchObject({ error: { faults: [{ code: 'paid-already' }] } })
  expect((await story.act('forgive-catch-up', { amount: '200.00', reason: 'x', future: 'y', number: 'AV-9' })).status).toBe(200)
  sums(await story.see())
})
