import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import type { Delivery, SmtpLine } from '../mail/smtp.ts'
import { importFolder } from '../packs/modules.ts'
import type { Place } from '../workspace.ts'

export interface Attachment {
  readonly filename: string
  readonly contentType: string
  readonly content: Uint8Array
}
/** Late costs of one invoice and kind, as a message asks for them. Minor units. */
export type Charge = Pick<Fact<'charge'>, 'invoiceId' | 'kind' | 'amountMinor' | 'currency' | 'basis' | 'dropIfPaidBy' | 'segments'>

/** A message as the client will read it. */
export interface Rendered {
  readonly language: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly attachments: readonly Attachment[]
  /** The Message-ID that it answers, with angle brackets. */
  readonly inReplyTo?: string
  /** Late costs that the message asks for: kept as charges once it has left. */
  readonly charges?: readonly Charge[]
  /** What keeps these words, or the words as a person edited them, from leaving. None: nothing is checked. */
  readonly faultsIn?: (text: string) => readonly Fault[]
}
/** Writes the message of an act; src/shell/message/render.ts is the one in use. */
export type Render = (place: Place, facts: ClientFacts, act: Act) => Promise<Rendered>

export interface Outgoing extends Rendered {
  readonly firm: Fact<'firm'>
  /** With angle brackets, as in the header. */
  readonly messageId: string
  /** ISO instant for the Date header. */
  readonly at: string
}
/** By what means this installation can send. */
export interface Means {
  readonly smtp: SmtpLine | undefined
  /** Where drafts are laid down for a person to send. */
  readonly draftFolder: string
}

/** One file in `channels/` is one channel of the same name: it exports `channel`. */
export interface Channel {
  /** What kind of task it is where a person does the step. */
  readonly task: Fact<'task'>['kind']
  /** Lets the message leave. None: a step by this channel is always a person's work. */
  deliver?(outgoing: Outgoing, means: Means): Promise<Delivery>
}

let found: Promise<ReadonlyMap<string, Channel>> | undefined

/** Every channel there is, by name. */
export function channels(): Promise<ReadonlyMap<string, Channel>> {
  found ??= importFolder<{ channel: Channel }>('shell/channels').then(
    modules => new Map([...modules].map(([name, module]) => [name, module.channel])),
  )
  return found
}
