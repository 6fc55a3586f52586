/** What stands beside figures and papers of a notice, in its language. */
export interface NoticeLabels {
  readonly invoice: string
  readonly subject: string
  readonly date: string
  readonly due: string
  readonly open: string
  readonly total: string
  readonly holder: string
  readonly reference: string
  /** Papers that support the claim. */
  readonly papers: string
  /** Above what is for the lawyer alone. */
  readonly notes: string
}

/** The draft of a formal notice of one country, in its language. Placeholders are ICU, filled by the shell. */
export interface NoticePack {
  readonly country: string
  readonly language: string
  readonly title: string
  readonly greeting: string
  readonly farewell: string
  /** Days the notice gives. */
  readonly days: number
  /** Days where the client is a person in law: a consumer, or a sole trader. */
  readonly daysForPersons: number
  readonly opening: readonly string[]
  /** Each only where there is any. */
  readonly interest: string
  readonly compensation: string
  readonly closing: readonly string[]
  /** For the lawyer: what must be added or checked where the client is a person. */
  readonly forPersons: readonly string[]
  /** For the lawyer: a rate was missing, so interest or the fixed sum is not whole. */
  readonly unreckoned: string
  /** For the lawyer: where the form rests on, and that it is to be checked. `{source}` and `{asOf}` are filled in. */
  readonly basis: string
  readonly labels: NoticeLabels
  /** Printed on top: it is a draft for the lawyer, who writes under their own name. */
  readonly draftMark: string
  readonly source: string
  readonly asOf: string
  readonly confidence: 'read' | 'unconfirmed'
}
