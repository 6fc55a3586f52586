import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { minBig } from '../../core/money/money.ts'
import { type MatchCounts, matchAndBook, matchWaiting } from '../bank/match-lines.ts'
import { outgoingNow, refundsOf } from '../bank/outgoing.ts'
import { type BankEntry, waitingLines } from '../bank/waiting.ts'
import { type Booked, bookingsOf, bookLine, bookReturn, forgetPayer, learnPayer } from '../bank/write.ts'
import { reconsider } from '../run/reconsider.ts'
import { factsOf, loadClients } from '../store/load.ts'
import { type Pen, record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findClient, findInvoices } from './find.ts'
import { givenText } from './given.ts'
import { openAmounts } from './open-amounts.ts'
import { byNow, payTarget, takePaymentBack } from './pay.ts'

/** Matches every line that waits and books what is certain. */
export async function matchBank(place: Place): Promise<Omit<MatchCounts, 'clientIds'>> {
  const by = byNow(place, place.by.source)
  const { clientIds, ...counts } = await record(place.store, by, 'bank lines matched', pen => matchAndBook(pen, { ...place, by }))
  await reconsider(place, clientIds)
  return counts
}

export interface ConfirmInput {
  /** The bank line. */
  readonly line: string
  /** Invoice numbers or ids, all of one client, oldest debt first. */
  readonly invoices?: readonly string[] | undefined
  /** Or the client: the money goes to the oldest debt. */
  readonly client?: string | undefined
  /** Or one word for either: an invoice number where there is one, else a client. */
  readonly named?: string | undefined
}

export interface ConfirmResult {
  readonly line: string
  readonly payments: readonly string[]
  readonly clientIds: readonly string[]
}

async function lineNow(pen: Pen, id: string): Promise<BankEntry> {
  return (await pen.current('bankEntry', id)) ?? refuse('not-found', `There is no bank line "${id}".`, { field: 'line' })
}

async function paymentsOf(pen: Pen, line: string): Promise<Fact<'payment'>[]> {
  const rows = await factsOf(pen.tx, pen.by.workspaceId, 'payment')
    .where('bankEntryId' as 'id', '=', line) // a column of this noun
    .execute()
  return rows as unknown as Fact<'payment'>[] // the columns selected are the noun’s own
}

/** Books a line: as it is proposed, or where the person says. The payer’s account is remembered. @throws Refusal */
export async function confirmLine(place: Place, input: ConfirmInput): Promise<ConfirmResult> {
  const by = byNow(place, place.by.source)
  const result = await record(place.store, by, 'bank line booked', async pen => {
    const line = await lineNow(pen, input.line)
    if ((await paymentsOf(pen, line.id)).length > 0)
      refuse('already-done', 'This line is booked already.', { field: 'line', mend: 'Take that back first.' })
    const target = input.named === undefined ? input : await payTarget({ ...place, store: { ...place.store, db: pen.tx } }, input.named)
    if (line.amountMinor < 0n && target.invoices?.length) return confirmReturn(pen, { ...place, by }, line, target.invoices)
    const booked = await whereTo(pen, { ...place, by }, line, { line: line.id, ...target })
    const payments: string[] = []
    for (const one of booked) {
      payments.push(await bookLine(pen, line, one, 'bank line, confirmed'))
      await learnPayer(pen, line.counterpartyAccount, one.clientId)
    }
    const invoices = new Set(booked.flatMap(b => b.shares.map(s => s.invoiceId)))
    const notInvoices = (line.notInvoices ?? []).filter(id => !invoices.has(id))
    await pen.amend('bankEntry', line.id, {
      guessClientId: null,
      setAside: null,
      notInvoices: notInvoices.length > 0 ? notInvoices : null,
    })
    return { line: line.id, payments, clientIds: booked.map(b => b.clientId) }
  })
  await reconsider(place, result.clientIds)
  return result
}

/** Money that went out, said to be for an invoice: it had been paid, and is open again by as much. */
async function confirmReturn(pen: Pen, place: Place, line: BankEntry, named: readonly string[]): Promise<ConfirmResult> {
  const { clientId, invoices } = await findInvoices({ ...place, store: { ...place.store, db: pen.tx } }, named)
  const [invoice, other] = invoices
  if (!invoice || other)
    return refuse('field-wrong', 'Money that went back belongs to one invoice.', { field: 'invoices', mend: 'Name one.' })
  const shares = [{ invoiceId: invoice.id, minor: -line.amountMinor }]
  const payments = await bookReturn(pen, line, { id: null, clientId, shares }, 'bank line, confirmed')
  await pen.amend('bankEntry', line.id, { guessClientId: null, setAside: null })
  return { line: line.id, payments, clientIds: [clientId] }
}

async function whereTo(pen: Pen, place: Place, line: BankEntry, input: ConfirmInput): Promise<Booked[]> {
  const books = { ...place, store: { ...place.store, db: pen.tx } }
  if (input.invoices !== undefined && input.invoices.length > 0) {
    const { clientId, invoices } = await findInvoices(books, input.invoices)
    const other = invoices.find(i => i.currency !== line.currency)
    if (other)
      refuse('currency-other', `Invoice "${other.number}" is in ${other.currency}, the line in ${line.currency}.`, { field: 'invoices' })
    const [facts] = await loadClients(pen.tx, place.workspaceId, [clientId])
    const open = facts ? openAmounts(facts).byInvoice : new Map<string, bigint>()
    let left = line.amountMinor
    const shares = invoices.flatMap(({ id }) => {
      const minor = minBig(left, open.get(id) ?? 0n)
      if (minor <= 0n) return []
      left -= minor
      return [{ invoiceId: id, minor }]
    })
    if (shares.length === 0) refuse('nothing-open', 'Nothing is open on these invoices.', { field: 'invoices' })
    return [{ clientId, amountMinor: line.amountMinor, shares }]
  }
  if (input.client !== undefined)
    return [{ clientId: (await findClient(books, input.client)).id, amountMinor: line.amountMinor, shares: [] }]
  const refund = (await refundsOf(pen.tx, place, line.amountMinor < 0n ? [line] : [])).get(line.id)
  if (refund) return [{ clientId: refund.client, amountMinor: line.amountMinor, shares: [] }]
  const { lines } = await matchWaiting(pen.tx, place, [line])
  const proposed = lines[0]?.match
  if (!proposed || proposed.shares.length === 0)
    return refuse('nothing-proposed', 'Nothing is proposed for this line.', {
      field: 'line',
      mend: 'Say which invoice or client it is for.',
    })
  return bookingsOf(proposed)
}

/** The proposal is wrong: it is not made again. What else fits is proposed instead. */
export async function rejectLine(
  place: Place,
  input: { readonly line: string },
): Promise<{ line: string; notInvoices: readonly string[] }> {
  const by = byNow(place, place.by.source)
  const result = await record(place.store, by, 'proposal rejected', async pen => {
    const line = await lineNow(pen, input.line)
    const { lines } = await matchWaiting(pen.tx, { ...place, by }, [line])
    const shares = lines[0]?.match.shares ?? []
    if (shares.length === 0) refuse('nothing-proposed', 'Nothing is proposed for this line.', { field: 'line' })
    const notInvoices = [...new Set([...(line.notInvoices ?? []), ...shares.map(s => s.invoice)])]
    await pen.amend('bankEntry', line.id, { notInvoices })
    const next = await matchWaiting(pen.tx, { ...place, by }, [await lineNow(pen, line.id)])
    const guess = next.lines[0]?.guess ?? null
    if (guess !== line.guessClientId) await pen.amend('bankEntry', line.id, { guessClientId: guess })
    return { line: line.id, notInvoices, whom: [line.guessClientId, guess] }
  })
  await reconsider(
    place,
    result.whom.filter(id => id !== null),
  )
  return { line: result.line, notInvoices: result.notInvoices }
}

/** Takes the booking of a line back. It is never applied to these invoices again by itself; a payer learnt from it is forgotten. */
export async function undoLine(place: Place, input: { readonly line: string }): Promise<ConfirmResult> {
  const by = byNow(place, place.by.source)
  const result = await record(place.store, by, 'bank line taken back', async pen => {
    const line = await lineNow(pen, input.line)
    const payments = await paymentsOf(pen, line.id)
    if (payments.length === 0 && line.setAside === null) return refuse('nothing-booked', 'This line is not booked.', { field: 'line' })
    for (const payment of payments) {
      await takePaymentBack(pen, payment)
      await forgetPayer(pen, line.counterpartyAccount, payment.clientId, line.id)
    }
    const clientIds = payments.map(p => p.clientId)
    const [only, other] = new Set(clientIds)
    await pen.amend('bankEntry', line.id, { setAside: null, guessClientId: other === undefined ? (only ?? null) : null })
    if (line.setAside === null) return { line: line.id, payments: payments.map(p => p.id), clientIds }
    return { line: line.id, payments: [], clientIds: await guessedAnew(pen, { ...place, by }, [line.id]) }
  })
  await reconsider(place, result.clientIds)
  return result
}

/** Whose the incoming ones of some lines may be, now that they wait again. @returns who is held for them */
async function guessedAnew(pen: Pen, place: Place, ids: readonly string[]): Promise<string[]> {
  await pen.flush()
  const asked = new Set(ids)
  const lines = (await waitingLines(pen.tx, place.workspaceId)).filter(line => asked.has(line.id))
  if (lines.length === 0) return []
  const held: string[] = []
  for (const { entry, guess } of (await matchWaiting(pen.tx, place, lines)).lines) {
    if (guess === undefined) continue
    await pen.amend('bankEntry', entry.id, { guessClientId: guess })
    held.push(guess)
  }
  return held
}

/** Takes back what was set aside in one go: this line and all that were set aside with it. @returns how many lines wait again */
export async function undoAside(place: Place, input: { readonly line: string }): Promise<{ lines: number }> {
  const by = byNow(place, place.by.source)
  const { ids, held } = await record(place.store, by, 'bank lines set aside taken back', async pen => {
    const { setAside, recordedAt } = await lineNow(pen, input.line)
    if (setAside === null) return refuse('nothing-booked', 'This line is not set aside.', { field: 'line' })
    const together = await factsOf(pen.tx, by.workspaceId, 'bankEntry')
      .where('setAside' as 'id', '=', setAside) // a column of this noun
      .where('recordedAt', '=', recordedAt)
      .execute()
    const ids = together.map(line => line.id)
    for (const id of ids) await pen.amend('bankEntry', id, { setAside: null })
    return { ids, held: await guessedAnew(pen, { ...place, by }, ids) }
  })
  await reconsider(place, held)
  return { lines: ids.length }
}

/** Not a client’s money: a refund of ours, interest of the bank … Nobody is held for it. */
export async function setLineAside(
  place: Place,
  input: { readonly line: string; readonly why?: string | undefined },
): Promise<{ line: string }> {
  const why = givenText('why', input.why)
  const by = byNow(place, place.by.source)
  const guess = await record(place.store, by, 'bank line set aside', async pen => {
    const line = await lineNow(pen, input.line)
    if ((await paymentsOf(pen, line.id)).length > 0)
      refuse('already-done', 'This line is booked.', { field: 'line', mend: 'Take that back first.' })
    await pen.amend('bankEntry', line.id, { setAside: why, guessClientId: null })
    return line.guessClientId
  })
  await reconsider(place, guess === null ? [] : [guess])
  return { line: input.line }
}

/** All money out that points to no client: wages, rent, what we bought. What may be a client’s refund stays. @returns how many lines, and one of them */
export async function setOutgoingAside(
  place: Place,
  input: { readonly why?: string | undefined },
): Promise<{ lines: number; line: string | null }> {
  const why = givenText('why', input.why)
  const by = byNow(place, place.by.source)
  return record(place.store, by, 'outgoing bank lines set aside', async pen => {
    const lines = await outgoingNow(pen.tx, { ...place, by })
    const refunds = await refundsOf(pen.tx, { ...place, by }, lines)
    const own = lines.filter(line => !refunds.has(line.id))
    for (const line of own) await pen.amend('bankEntry', line.id, { setAside: why })
    return { lines: own.length, line: own[0]?.id ?? null }
  })
}
