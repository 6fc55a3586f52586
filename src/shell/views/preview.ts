/** The exact message of a client’s step, as it would leave. */
export interface PreviewView {
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly from: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  /** Names of what is enclosed besides the letter. */
  readonly enclosures: readonly string[]
  /** Where the letter can be read as PDF; none: the step writes none. */
  readonly letterPath: string | null
}
