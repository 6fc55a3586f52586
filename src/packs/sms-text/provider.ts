/** How the firm is known to a provider of text messages. */
export interface SmsAccount {
  readonly user: string
  readonly secret: string
  /** The number or the name that the message comes from. */
  readonly from: string
  /** Where the provider answers, where it is not its usual address. */
  readonly base: string
}
export interface SmsMessage {
  /** E.164, with its plus. */
  readonly to: string
  readonly text: string
  /** Our own name for it, the same at every try. */
  readonly reference: string
}
export interface SmsRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
/** What the provider’s answer means. */
export type SmsReading =
  | { readonly kind: 'taken'; readonly id: string }
  /** This number will never do: give it up. */
  | { readonly kind: 'recipient'; readonly said: string }
  /** This message will not do: a person looks. */
  | { readonly kind: 'message'; readonly said: string }
  /** Worth another try: busy, or our own account is to be mended. */
  | { readonly kind: 'later'; readonly said: string }

/** What each file in `packs/sms` exports as `provider`. Adding a provider = adding one file. */
export interface SmsProvider {
  /** The file’s name. */
  readonly name: string
  readonly title: string
  /** Its usual address; empty: the firm says where its gateway is. */
  readonly base: string
  /** What its user is called there; null: it has none. */
  readonly user: string | null
  request(account: SmsAccount, message: SmsMessage): SmsRequest
  read(status: number, body: string): SmsReading
}

export const form = (fields: Readonly<Record<string, string>>): Pick<SmsRequest, 'body'> & { readonly type: Record<string, string> } => ({
  body: new URLSearchParams(fields).toString(),
  type: { 'content-type': 'application/x-www-form-urlencoded' },
})

/** A JSON object, or nothing where the answer is none. */
export function jsonOf(body: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(body)
    return read !== null && typeof read === 'object' && !Array.isArray(read) ? (read as Record<string, unknown>) : {} // an object, by the check
  } catch {
    return {}
  }
}
