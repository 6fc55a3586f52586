/** What is wrong with somebody's input, said so that they can mend it. A value, not an exception: see `Refusal` for the edge. */
export interface Fault {
  /** Stable, kebab-case, never translated: `date-unreadable`. */
  readonly code: string
  /** One sentence in plain English: what happened. */
  readonly message: string
  /** What to do about it. */
  readonly mend?: string
  readonly file?: string
  /** Counted from 1, as an editor counts. */
  readonly line?: number
  readonly field?: string
  /** What fills the code’s sentence in a reader’s language (`app.fault.CODE`), where it has one; empty where that needs nothing. */
  readonly params?: Readonly<Record<string, string>>
}

/** `invoices.csv, line 12, field "Due date": "31.02.2026" is not a day. Write it as 2026-02-28.` */
export function describeFault(fault: Fault): string {
  const place = [
    fault.file,
    fault.line === undefined ? undefined : `line ${fault.line}`,
    fault.field === undefined ? undefined : `field "${fault.field}"`,
  ]
  const where = place.filter(part => part !== undefined).join(', ')
  const text = fault.mend ? `${fault.message} ${fault.mend}` : fault.message
  return where ? `${where}: ${text}` : text
}

/** Carries faults through code that cannot return them. The CLI prints it and exits 1; the API answers 422. */
export class Refusal extends Error {
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(faults.map(describeFault).join('\n'))
    this.name = 'Refusal'
    this.faults = faults
  }
}

export const refuse = (code: string, message: string, where: Omit<Fault, 'code' | 'message'> = {}): never => {
  throw new Refusal([{ code, message, ...where }])
}
