import { type Day, isDay } from '../../core/day/day.ts'
import type { Fault } from '../../core/fault.ts'
import { Refusal } from '../../core/fault.ts'
import type { Exchange } from '../../core/ledger/compensation.ts'
import { DAY_COUNTS, type DayCount } from '../../core/ledger/day-count.ts'
import { percentMicro } from '../../core/ledger/exact.ts'
import type { RateMode, Variant } from '../../core/ledger/jurisdiction.ts'
import { FIRST_DAYS, type FirstDay } from '../../core/ledger/law-terms.ts'
import { fromDecimal } from '../../core/money/money.ts'

/** What a person typed, on the command line or on a page: text, unread. */
export interface InterestQuestionText {
  readonly law?: string
  readonly principal?: string
  readonly currency?: string
  readonly due?: string
  readonly until?: string
  readonly days?: string
  readonly kind?: string
  readonly contract?: string
  readonly rate?: string
  readonly rateSource?: string
  readonly dayCount?: string
  readonly rateMode?: string
  readonly compounding?: string
  readonly rounding?: string
  readonly firstDay?: string
  /** Each `2025-03-01=400.00`. */
  readonly pay?: readonly string[]
  /** `principal` (default) or `law`. */
  readonly allocate?: string
  readonly costs?: string
  /** Each `250.00` or `250.00@2025-02-01..2025-03-31`. */
  readonly disputed?: readonly string[]
  readonly demand?: string
  readonly delivered?: string
  readonly dateAgreed?: boolean
  readonly mentioned?: boolean
  readonly clauseAgreed?: boolean
  /** Move a due day off work as the law moves it; else it is taken as given, and said. */
  readonly moveDue?: boolean
  /** `EUR/PLN=4.2575@2025-02-28`. */
  readonly fx?: string
}

export interface InterestQuestion {
  readonly principalMinor: bigint
  readonly currency: string
  readonly variant: Variant
  readonly due: Day | undefined
  readonly until: Day | undefined
  readonly days: number | undefined
  readonly contractDay: Day | undefined
  readonly rate: { readonly percent: string; readonly source: string } | undefined
  readonly dayCount: DayCount | undefined
  readonly rateMode: RateMode | undefined
  readonly compounding: 'none' | 'yearly' | undefined
  readonly roundingScope: 'sum' | 'segment' | 'day' | undefined
  readonly firstDay: FirstDay | undefined
  readonly payments: readonly { day: Day; minor: bigint }[]
  readonly allocateByLaw: boolean
  readonly costsMinor: bigint
  readonly disputed: readonly { minor: bigint; from?: Day; until?: Day }[]
  readonly demandOn: Day | undefined
  readonly deliveredOn: Day | undefined
  readonly dateAgreed: boolean | undefined
  readonly mentioned: boolean | undefined
  readonly clauseAgreed: boolean
  readonly moveDue: boolean
  readonly exchange: Exchange | undefined
}

const VARIANTS: readonly Variant[] = ['business', 'consumer', 'public', 'public-health']
const MODES: readonly RateMode[] = ['each-half-year', 'fixed-at-start', 'fixed-at-end', 'each-change', 'constant']

/** Reads the parts of a question and collects every fault before it refuses. */
class Reader {
  readonly faults: Fault[] = []

  private fault(field: string, code: string, message: string, mend: string, value?: string): undefined {
    this.faults.push({ code, message, mend, field, ...(value === undefined ? {} : { params: { value } }) })
    return undefined
  }

  needed<T>(field: string, value: T | undefined): T | undefined {
    if (value === undefined && !this.faults.some(f => f.field === field)) this.fault(field, 'missing', 'it is missing.', `Give --${field}.`)
    return value
  }

  day(field: string, text: string | undefined): Day | undefined {
    if (text === undefined || isDay(text)) return text
    return this.fault(field, 'date-unreadable', `"${text}" is not a day.`, 'Write it as 2025-01-31.', text)
  }

  amount(field: string, text: string | undefined, currency: string): bigint | undefined {
    if (text === undefined) return undefined
    const amount = fromDecimal(text, currency)
    if (amount !== undefined && amount.minor >= 0n) return amount.minor
    return this.fault(
      field,
      'amount-unreadable',
      `"${text}" is not an amount in ${currency}.`,
      'Write it with a point and no thousands separators: 1234.50.',
      text,
    )
  }

  choice<T extends string>(field: string, text: string | undefined, allowed: readonly T[]): T | undefined {
    if (text === undefined) return undefined
    const found = allowed.find(a => a === text)
    return found ?? this.fault(field, 'choice-unknown', `"${text}" is not known.`, `Choose one of: ${allowed.join(', ')}.`)
  }

  percent(field: string, text: string | undefined): string | undefined {
    if (text === undefined || (percentMicro(text) ?? -1n) >= 0n) return text
    return this.fault(
      field,
      'rate-unreadable',
      `"${text}" is not a rate.`,
      'Write percent a year, zero or more, with a point and six places at most: 15 or 10.15.',
    )
  }

  count(field: string, text: string | undefined): number | undefined {
    if (text === undefined) return undefined
    if (/^\d{1,5}$/.test(text)) return Number(text)
    return this.fault(field, 'count-unreadable', `"${text}" is not a number of days.`, 'Write a whole number from 0 to 99999.')
  }

  payment(text: string, currency: string): { day: Day; minor: bigint } | undefined {
    const [dayText = '', amountText, more] = text.split('=')
    if (amountText === undefined || more !== undefined)
      return this.fault('pay', 'payment-unreadable', `"${text}" is not a payment.`, 'Write it as 2025-03-01=400.00.', text)
    const [at, minor] = [this.day('pay', dayText), this.amount('pay', amountText, currency)]
    return at === undefined || minor === undefined ? undefined : { day: at, minor }
  }

  dispute(text: string, currency: string): { minor: bigint; from?: Day; until?: Day } | undefined {
    const [amountText = '', span] = text.split('@')
    const minor = this.amount('disputed', amountText, currency)
    if (minor === undefined) return undefined
    const [fromText, untilText] = span?.split('..') ?? []
    const [from, until] = [this.day('disputed', fromText || undefined), this.day('disputed', untilText || undefined)]
    if (from && until && until < from)
      return this.fault('disputed', 'span-reversed', `"${text}" ends before it begins.`, 'Write the first day first.', text)
    return { minor, ...(from ? { from } : {}), ...(until ? { until } : {}) }
  }

  exchange(text: string | undefined): Exchange | undefined {
    if (text === undefined) return undefined
    const match = /^([A-Z]{3})\/([A-Z]{3})=(\d{1,5}(?:\.\d{1,6})?)@(.+)$/.exec(text)
    const at = match?.[4]
    if (!match || !isDay(at) || !/[1-9]/.test(match[3] ?? ''))
      return this.fault(
        'fx',
        'exchange-unreadable',
        `"${text}" is not a rate of exchange.`,
        'Write it as EUR/PLN=4.2575@2025-02-28: one euro in zloty, and the day of the rate.',
      )
    return { from: match[1] ?? '', to: match[2] ?? '', rate: match[3] ?? '', day: at, source: 'given by hand' }
  }

  period(due: Day | undefined, until: Day | undefined, days: number | undefined): void {
    if (days !== undefined) {
      if (due !== undefined && until !== undefined)
        this.fault('days', 'too-much', 'days and both dates were given.', 'Give --due and --until, or --days.')
      return
    }
    if (this.faults.some(f => f.field === 'days')) return
    this.needed('due', due)
    this.needed('until', until)
  }
}

const rateOf = (percent: string | undefined, source: string | undefined) =>
  percent === undefined ? undefined : { percent, source: source ?? 'contract rate, given by hand' }

/** Reads a question. @param currency the law's own, taken where none was given. @throws Refusal with every fault found. */
export function readInterestQuestion(text: InterestQuestionText, currency: string): InterestQuestion {
  const read = new Reader()
  const money = text.currency?.trim().toUpperCase() ?? currency
  if (!/^[A-Z]{3}$/.test(money))
    read.faults.push({
      code: 'currency-unreadable',
      message: `"${text.currency}" is not a currency.`,
      params: { value: text.currency ?? '' },
      mend: 'Write its three letters: EUR.',
      field: 'currency',
    })
  const [due, until, days] = [read.day('due', text.due), read.day('until', text.until), read.count('days', text.days)]
  const question: InterestQuestion = {
    principalMinor: read.needed('principal', read.amount('principal', text.principal, money)) ?? 0n,
    currency: money,
    variant: read.choice('kind', text.kind, VARIANTS) ?? 'business',
    due,
    until,
    days,
    contractDay: read.day('contract', text.contract),
    rate: rateOf(read.percent('rate', text.rate), text.rateSource),
    dayCount: read.choice('day-count', text.dayCount, DAY_COUNTS),
    rateMode: read.choice('rate-mode', text.rateMode, MODES),
    compounding: read.choice('compounding', text.compounding, ['none', 'yearly']),
    roundingScope: read.choice('rounding', text.rounding, ['sum', 'segment', 'day']),
    firstDay: read.choice('first-day', text.firstDay, FIRST_DAYS),
    payments: (text.pay ?? []).flatMap(p => read.payment(p, money) ?? []),
    allocateByLaw: read.choice('allocate', text.allocate, ['principal', 'law']) === 'law',
    costsMinor: read.amount('costs', text.costs, money) ?? 0n,
    disputed: (text.disputed ?? []).flatMap(d => read.dispute(d, money) ?? []),
    demandOn: read.day('demand', text.demand),
    deliveredOn: read.day('delivered', text.delivered),
    dateAgreed: text.dateAgreed,
    mentioned: text.mentioned,
    clauseAgreed: text.clauseAgreed ?? false,
    moveDue: text.moveDue ?? false,
    exchange: read.exchange(text.fx),
  }
  read.period(due, until, days)
  if (due === undefined && until === undefined && question.payments.length + question.disputed.length > 0)
    read.faults.push({
      code: 'dates-needed',
      message: 'payments and disputed parts need the dates of the claim.',
      mend: 'Give --due and --until.',
      field: 'pay',
    })
  if (read.faults.length > 0) throw new Refusal(read.faults)
  return question
}
