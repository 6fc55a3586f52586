import { type RemittanceParts, remittanceParts, splitInOrder } from '../../core/desk/fees.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { percentMicro } from '../../core/ledger/exact.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { Place } from '../workspace.ts'
import { givenAmount, givenDay } from './given.ts'
import { type Given, runningHandOver } from './hand-over.ts'

export interface RemitInput {
  readonly handOver: string
  /** Decimal: collected from the client; or `net`, what reached us. Both: they must agree with the mandate, to the cent. */
  readonly gross?: string | undefined
  readonly net?: string | undefined
  readonly on?: string | undefined
}

export interface RemitResult {
  readonly id: string
  readonly clientId: string
  readonly currency: string
  readonly gross: string
  readonly commission: string
  readonly feeTax: string
  readonly net: string
  readonly split: readonly { readonly number: string; readonly amount: string }[]
  /** Collected beyond what is open on the invoices handed over. */
  readonly unapplied: string
}

const milli = (field: string, percent: string | null | undefined): bigint => {
  if (percent === null || percent === undefined) return 0n
  const micro = percentMicro(percent)
  return micro === undefined || micro < 0n || micro > 100_000_000n
    ? refuse('percent-unreadable', `"${percent}" is not a percentage up to 100.`, { params: { value: percent }, field })
    : micro / 1000n
}

function partsOf(given: Given, currency: string, input: RemitInput): RemittanceParts {
  const amount = (field: string, text: string | undefined): bigint | undefined =>
    text === undefined ? undefined : givenAmount(field, text, currency)
  const gross = amount('gross', input.gross)
  const net = amount('net', input.net)
  if (gross === undefined && net === undefined)
    return refuse('field-missing', 'Say what was collected, or what reached us.', { field: 'gross' })
  const rates = {
    feeMilliPercent: milli('feePercent', given.mandate?.feePercent),
    taxMilliPercent: milli('taxPercent', given.mandate?.taxPercent),
  }
  const parts = remittanceParts({
    ...rates,
    ...(gross === undefined ? {} : { grossMinor: gross }),
    ...(net === undefined ? {} : { netMinor: net }),
  })
  if (net !== undefined && parts.netMinor !== net)
    refuse(
      'remittance-differs',
      `By the mandate ${toDecimal(money(parts.netMinor, currency))} ${currency} should have reached us, ${toDecimal(money(net, currency))} did.`,
      {
        field: 'net',
        mend: 'Ask the intermediary for its reckoning.',
      },
    )
  return parts
}

/** Books what an intermediary collected: the client paid the gross, set against the invoices in their order; commission and its tax are ours to bear. */
export async function remit(place: Place, input: RemitInput): Promise<RemitResult> {
  const given = await runningHandOver(place, input.handOver)
  const { handOver, facts, mandate } = given
  const currency = mandate?.currency ?? ''
  const parts = partsOf(given, currency, input)
  const on = input.on === undefined ? place.by.today : givenDay('on', input.on)
  if (on > place.by.today) refuse('day-ahead', `${on} lies ahead: money is recorded when it has come.`, { field: 'on' })
  const open = openItems(facts, openLedger(facts, place.by.today))
    .filter(i => handOver.invoiceIds.includes(i.id) && i.currency === currency)
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  const { parts: shares, leftMinor } = splitInOrder(parts.grossMinor, open.map(i => ({ invoiceId: i.id, openMinor: i.openMinor }))) // biome-ignore format: one line
  const text = (minor: bigint): string => toDecimal(money(minor, currency))
  const { clientId } = handOver
  const id = await recordAbout(place, clientId, 'remittance booked', async pen => {
    const paid = {
      clientId,
      effectiveOn: on,
      currency,
      paidOn: on,
      means: 'intermediary',
      kind: 'payment' as const,
      reference: handOver.to,
    }
    const paymentId = await pen.add('payment', { ...paid, amountMinor: parts.grossMinor })
    for (const { invoiceId, minor } of shares)
      await pen.add('allocation', { clientId, effectiveOn: on, paymentId, invoiceId, amountMinor: minor })
    const split = shares.map(s => ({ invoiceId: s.invoiceId, minor: s.minor.toString() }))
    return pen.add('remittance', {
      clientId,
      effectiveOn: on,
      handOverId: handOver.id,
      receivedOn: on,
      grossMinor: parts.grossMinor,
      commissionMinor: parts.commissionMinor,
      feeTaxMinor: parts.feeTaxMinor,
      netMinor: parts.netMinor,
      currency,
      split,
    })
  })
  const numbers = new Map(facts.invoice.map(i => [i.id, i.number]))
  return {
    id,
    clientId,
    currency,
    gross: text(parts.grossMinor),
    commission: text(parts.commissionMinor),
    feeTax: text(parts.feeTaxMinor),
    net: text(parts.netMinor),
    split: shares.map(s => ({ number: numbers.get(s.invoiceId) ?? s.invoiceId, amount: text(s.minor) })),
    unapplied: text(leftMinor),
  }
}
