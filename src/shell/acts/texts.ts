import { Refusal, refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { sendTestMail } from '../mail/test-mail.ts'
import { shippedText } from '../message/own-texts.ts'
import { pressFor } from '../message/render.ts'
import { partsOf, TEXT_PARTS } from '../message/text-kinds.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import { previewText, type TextInput, type WhichText, whichText } from '../views/texts.ts'
import type { Place } from '../workspace.ts'
import { byNow } from './pay.ts'

const FIELD_MAX = 10_000

/**
 * Keeps the firm's own words for one kind of message in one language: from then on they stand in every such message. They pass the check that every
 * message passes (requirement B11) before they are kept. @throws Refusal naming what keeps them from leaving.
 */
export async function saveText(place: Place, input: TextInput): Promise<WhichText> {
  const which = await whichText(place, input)
  const given = TEXT_PARTS.flatMap(part => (input[part] === undefined ? [] : [{ part, text: input[part] }]))
  const parts = partsOf(which.kind)
  for (const { part, text } of given) {
    if (!parts.includes(part))
      refuse('field-unknown', `This message has no part "${part}".`, { field: part, mend: `One of ${parts.join(', ')}.` })
    if (text.trim() === '') refuse('field-missing', 'A message without words cannot leave.', { field: part })
    if (text.length > FIELD_MAX) refuse('text-too-long', `A text has ${FIELD_MAX} characters at most.`, { field: part })
  }
  const { faults } = await previewText(place, { ...input, client: undefined })
  if (faults.length > 0) throw new Refusal(faults.map(fault => ({ ...fault, field: fault.field ?? 'opening' })))
  const { words } = await pressFor(place)
  const before = await workspaceFacts(place.store.db, place.workspaceId, 'template')
  await record(place.store, byNow(place, place.by.source), 'text written', async pen => {
    for (const { part, text } of given) {
      const key = `${part}.${which.kind}`
      const old = before.findLast(t => t.language === which.language && t.key === key)
      const body = text.replaceAll('\r\n', '\n').trim()
      if (old?.body === body || (!old && body === shippedText(words, which.language, part, which.kind))) continue
      await pen.add('template', { ...(old ? { id: old.id } : {}), key, language: which.language, body })
    }
  })
  return which
}

/** Back to the shipped words. @throws Refusal where the firm wrote none. */
export async function dropText(place: Place, input: WhichText): Promise<WhichText> {
  const which = await whichText(place, input)
  const keys: readonly string[] = TEXT_PARTS.map(part => `${part}.${which.kind}`)
  const own = (await workspaceFacts(place.store.db, place.workspaceId, 'template')).filter(
    t => t.language === which.language && keys.includes(t.key),
  )
  if (own.length === 0) refuse('not-found', 'The firm wrote no words of its own for this.', { field: 'kind' })
  await record(place.store, byNow(place, place.by.source), 'text taken back', async pen => {
    for (const { id } of own) await pen.retract('template', id)
  })
  return which
}

/** The first owner comes in by a link from the terminal and has no address of their own: then the firm's is theirs. */
const ownAddress = (place: Place, email: string): string =>
  (email.endsWith('.invalid') ? place.firm.email : email) ??
  refuse('no-address', 'Where to? You have no e-mail address here.', { mend: 'Enter the firm’s under Settings, our firm.' })

/** Sends a text, filled in for a client, to whoever tries it. @param input.to their own address. */
export async function tryText(
  place: Place,
  config: Config,
  input: TextInput & { readonly to: string },
): Promise<{ sent: true; to: string }> {
  const to = ownAddress(place, input.to)
  const { subject, text, html } = await previewText(place, input)
  return { ...(await sendTestMail(place, config, { to, language: input.language, subject, text, html })), to }
}
