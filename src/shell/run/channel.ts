import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import type { DkimKey } from '../mail/dkim.ts'
import type { Delivery, SmtpLine } from '../mail/smtp.ts'
import type { SmsLine } from '../net/sms-line.ts'
import type { Hook } from '../net/webhook.ts'
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
  /** Where it goes, as the channel writes it: e-mail addresses, one mobile number, one postal address on one line. */
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
  /** Message-IDs of what left before it in the same run of being late, oldest first: the client reads one conversation. */
  readonly earlier?: readonly string[]
}
/** By what means this installation can send. */
export interface Means {
  readonly smtp: SmtpLine | undefined
  /** Where drafts are laid down for a person to send. */
  readonly draftFolder: string
  readonly dkim?: DkimKey | undefined
  readonly sms?: SmsLine | undefined
  readonly webhook?: Hook | undefined
}

/** Lets a message that is put together leave. */
export type Leave = () => Promise<Delivery>

/** How a message is written: a mail with its papers · one line · a letter on paper · the facts as data. */
export type Form = 'mail' | 'line' | 'letter' | 'data'

/**
 * One file in `channels/` is one channel of the same name: it exports `channel`. What became of a try is one of the classes of `Delivery`:
 * sent · later (tried again) · refused for a recipient (given up: the address is remembered as failed) · refused or unsure (a person is asked)
 * · drafted (a person sends it). `test/packs/channels` holds every channel to this.
 */
export interface Channel {
  /** What kind of task it is where a person does the step. */
  readonly task: Fact<'task'>['kind']
  readonly form?: Form
  /** Whole hours in which it may arrive, where that is narrower than the policy’s; `any`: it wakes nobody. Default: the policy’s. */
  readonly hours?: readonly [from: number, to: number] | 'any'
  /** How many units of the setting `channel-costs` one message is charged as. Default: one. */
  units?(outgoing: Outgoing): number
  /** Whether a try hands the words to somebody else, so that a crash in it leaves nobody knowing. A draft, or what may be repeated safely, does not. */
  handsOver?(means: Means): boolean
  /**
   * Puts the message together; what it answers lets it leave. Nothing leaves before that is called: others may be speaking over the same line
   * meanwhile. None: a step by this channel is always a person's work.
   */
  deliver?(outgoing: Outgoing, means: Means): Promise<Leave>
}

/** The hours in which a message may leave on a day: the policy’s and the law’s, or narrower where the channel says so. */
export function hoursBy(channel: Channel | undefined, hours: Act['hours']): Act['hours'] {
  const own = channel?.hours
  if (own === undefined) return hours
  if (own === 'any') return [0, 24]
  const both: Act['hours'] = [Math.max(own[0], hours[0]), Math.min(own[1], hours[1])]
  return both[0] < both[1] ? both : hours
}

let found: Promise<ReadonlyMap<string, Channel>> | undefined

/** Every channel there is, by name. */
export function channels(): Promise<ReadonlyMap<string, Channel>> {
  found ??= importFolder<{ channel: Channel }>('shell/channels').then(
    modules => new Map([...modules].map(([name, module]) => [name, module.channel])),
  )
  return found
}
