import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import { LETTER_FROM_TONE } from '../message/by-form.ts'
import { toHtml, toText } from '../message/forms.ts'
import { lintContent } from '../message/lint-message.ts'
import { contentOf, copiesTo, pressFor, renderMessage } from '../message/render.ts'
import { channels, type Rendered } from '../run/channel.ts'
import { loadDecider } from '../run/decider.ts'
import type { Place } from '../workspace.ts'
import { clientFactsOf } from './client.ts'

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
  /** What keeps these words from leaving; they cannot be approved before it is mended. */
  readonly faults: readonly Fault[]
}

async function actOf(place: Place, clientId: string): Promise<{ facts: ClientFacts; act: Act }> {
  const facts = await clientFactsOf(place, clientId)
  const { outcome } = (await loadDecider(place)).decide(facts, place.by.today)
  if (outcome.kind !== 'act')
    return refuse('not-found', `${facts.client.name} is left in peace today: there is no message.`, { field: 'clientId' })
  return { facts, act: outcome }
}

export async function previewView(place: Place, clientId: string): Promise<PreviewView> {
  const { facts, act } = await actOf(place, clientId)
  const tools = await pressFor(place)
  const { content, recipient } = contentOf(tools, place, facts, act)
  const { firm } = place
  const form = (await channels()).get(act.channel)?.form ?? 'mail'
  const other = form === 'mail' ? undefined : await renderMessage(place, facts, act)
  const edited = facts.approval.findLast(
    a => a.outboxKey.startsWith(`${clientId}/`) && a.outboxKey.split('/')[2] === act.step && a.approvedBy === '',
  )
  return {
    language: content.language,
    subject: edited?.subject ?? other?.subject ?? content.subject,
    text: edited?.body ?? other?.text ?? toText(content),
    html: other?.html ?? toHtml(content),
    from: [firm.person ?? firm.name, firm.email].filter(Boolean).join(', '),
    to: other?.to ?? (recipient.address ? [[recipient.name, recipient.address].filter(Boolean).join(', ')] : []),
    cc: other?.cc ?? copiesTo(tools, facts, place.by.today),
    enclosures: facts.document
      .filter(d => d.kind === 'invoice' && d.invoiceId !== null && act.invoiceIds.includes(d.invoiceId))
      .map(d => d.name),
    letterPath:
      form === 'letter' || (form === 'mail' && act.tone >= LETTER_FROM_TONE)
        ? `/api/v1/outbox/letter?clientId=${encodeURIComponent(clientId)}`
        : null,
    faults: faultsOf(other, edited?.body ?? null) ?? lintContent(tools.words, content, facts, act, edited?.body),
  }
}

/** What keeps words of another form than a mail from leaving. */
const faultsOf = (other: Rendered | undefined, edited: string | null): readonly Fault[] | undefined =>
  other && (other.faultsIn?.(edited ?? other.text) ?? [])

/** The letter of a client’s step as PDF. @throws Refusal where the step writes none. */
export async function letterPdf(place: Place, clientId: string): Promise<Uint8Array> {
  const { facts, act } = await actOf(place, clientId)
  const { attachments } = await renderMessage(place, facts, act)
  const letter = attachments.find(a => a.contentType === 'application/pdf')
  return letter?.content ?? refuse('not-found', 'This step writes no letter.', { field: 'clientId' })
}
