/** The draft of a formal notice of one country, in its language. Placeholders are ICU, filled by the shell. */
export interface NoticePack {
  readonly country: string
  readonly language: string
  readonly title: string
  /** Days the notice gives. */
  readonly days: number
  /** Days where the client is a person in law: a consumer, or a sole trader. */
  readonly daysForPersons: number
  readonly opening: readonly string[]
  readonly closing: readonly string[]
  /** What must be added or checked where the client is a person. */
  readonly forPersons: readonly string[]
  /** Printed on top: it is a draft for the lawyer, who writes under their own name. */
  readonly draftMark: string
  readonly source: string
  readonly asOf: string
  readonly confidence: 'read' | 'unconfirmed'
}
