import { addDays } from '../../core/day/day.ts'
import { addBankDays } from '../../core/decide/case.ts'
import type { Json } from '../../core/facts/column.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { Said } from '../answers/form.ts'
import { boundsOf, choicesFor, offerNow, openNow } from '../answers/page-view.ts'
import { totalsOf } from '../message/compose.ts'
import { keepPaper } from '../papers/keep.ts'
import { loadDecider } from '../run/decider.ts'
import { recordAbout } from '../run/reconsider.ts'
import { newId } from '../store/ids.ts'
import type { Place } from '../workspace.ts'

/** So many answers a client may give on one day: enough for second thoughts, too few for mischief. */
export const ANSWERS_PER_DAY = 5

export const PRIVATE_PAGE = 'private-page'

/** What a client lays beside “paid already”. */
export interface Proof {
  readonly name: string
  readonly mime: string
  readonly bytes: Uint8Array
}
export const PROOF_BYTES_MAX = 5 * 1024 * 1024
export const PROOF_MIMES: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg']

/** @throws Refusal where the offer does not stand any more. */
function offerJson({ by }: Place, facts: ClientFacts, said: Extract<Said, { kind: 'offer' }>): Json {
  const offer = offerNow(facts, by.today)
  if (offer === null || offer.id !== said.offer || offer.acceptedOn !== null)
    return refuse('offer-over', 'This offer does not stand any more.', { field: 'offer' })
  const { payMinor, currency, deadline, invoiceIds } = offer
  return { ...said, minor: payMinor.toString(), currency, by: deadline, invoiceIds }
}

/** What stands in the fact, field by field. */
async function answerJson(place: Place, facts: ClientFacts, said: Said): Promise<Json> {
  if (said.kind === 'offer') return offerJson(place, facts, said)
  if (said.kind !== 'later') return { ...said }
  const totals = totalsOf(openNow(facts, place.by.today))
  const invoiceIds = openNow(facts, place.by.today).map(i => i.invoice.id)
  const [only] = totals
  const { kind, choice, by, words } = said
  if (choice === 'other') return { kind, offer: 'words', words, invoiceIds }
  if (!only || totals.length > 1) return refuse('two-currencies', 'This is open in several currencies.', { field: 'choice' })
  const amount = { currency: only.currency, minor: only.minor.toString() }
  if (choice === 'promise') return { kind, offer: 'promise', by, words, invoiceIds, ...amount }
  const plan = (await choicesFor(place, totals, await boundsOf(place))).find(c => c.key === choice)
  if (!plan) return refuse('choice-unknown', 'This plan is not offered.', { field: 'choice', mend: 'Choose one of the page.' })
  const parts = plan.parts.map(p => ({ position: p.position, dueOn: p.dueOn, minor: p.minor.toString() }))
  return { kind, offer: 'plan', parts, words, invoiceIds, ...amount }
}

const answeredBefore = (facts: ClientFacts, kind: string, invoiceIds: readonly string[]): boolean =>
  facts.reply.some(r => {
    const a = r.answer
    if (r.channel !== PRIVATE_PAGE || a === null || Array.isArray(a) || !('kind' in a) || a.kind !== kind) return false
    return Array.isArray(a.invoiceIds) && a.invoiceIds.some(id => invoiceIds.includes(String(id)))
  })

/**
 * Records what a client answered on the private page. A person confirms it before it becomes a promise, a plan or a dispute. “Paid” gives the
 * bank its days and “wrong” holds until it is read, each once an invoice; what they ask or promise for later holds nothing by itself.
 * @returns the reply's id.
 */
export async function giveAnswer(place: Place, facts: ClientFacts, said: Said, proof?: Proof): Promise<string> {
  const { today } = place.by
  const clientId = facts.client.id
  if (facts.reply.filter(r => r.channel === PRIVATE_PAGE && r.receivedOn === today).length >= ANSWERS_PER_DAY)
    refuse('too-many-answers', 'Several answers of today have been kept already.', { mend: 'Call us, or answer tomorrow.' })
  const answer = await answerJson(place, facts, said)
  const isFirst = (said.kind === 'paid' || said.kind === 'wrong') && !answeredBefore(facts, said.kind, said.invoiceIds)
  const decider = await loadDecider(place)
  const bankUntil = said.kind === 'paid' ? addBankDays(decider.world, said.paidOn, decider.policyOf(facts).bankDays) : today
  const id = newId()
  await recordAbout(place, clientId, 'private answer', async pen => {
    const text = said.kind === 'paid' ? said.how : said.words
    if (said.kind === 'offer')
      await pen.amend('settlementOffer', said.offer, { acceptedOn: today, acceptedBy: PRIVATE_PAGE }, offerNow(facts, today)?.effectiveOn)
    const paper = proof && (await keepPaper(pen, { ...proof, clientId, kind: 'receipt' }))
    await pen.add('reply', {
      id,
      isNew: true,
      clientId,
      channel: PRIVATE_PAGE,
      receivedOn: today,
      kind: 'human',
      holds: isFirst,
      text: text || null,
      answer,
      documentIds: paper ? [paper] : null,
    })
    if (said.kind === 'paid' && isFirst && bankUntil > today)
      for (const invoiceId of said.invoiceIds)
        await pen.add('hold', {
          id: heldFor(id, invoiceId),
          clientId,
          kind: 'payment-under-way',
          invoiceId,
          until: addDays(bankUntil, -1),
          reason: 'they say on the private page that they have paid',
        })
    const about = 'invoiceIds' in said ? said.invoiceIds : openNow(facts, today).map(i => i.invoice.id)
    for (const invoiceId of about)
      if (!facts.arrival.some(a => a.invoiceId === invoiceId && a.state === 'acknowledged'))
        await pen.add('arrival', { clientId, invoiceId, state: 'acknowledged', evidence: { replyId: id } })
    await pen.add('task', {
      id: `answer:${id}`,
      clientId,
      title: 'private-answer',
      kind: 'follow-up',
      dueOn: today,
      detail: { replyId: id },
    })
  })
  return id
}

/** Notes that the private page was opened: once an invoice. Programs open links too: it proves that the message came, not that somebody read it. */
export async function noteViewed(place: Place, facts: ClientFacts): Promise<void> {
  const known = (id: string): boolean => facts.arrival.some(a => a.invoiceId === id && (a.state === 'viewed' || a.state === 'acknowledged'))
  const fresh = openNow(facts, place.by.today).filter(i => !known(i.invoice.id))
  if (fresh.length === 0) return
  const clientId = facts.client.id
  await recordAbout(place, clientId, 'private page opened', async pen => {
    for (const { invoice } of fresh)
      await pen.add('arrival', { clientId, invoiceId: invoice.id, state: 'viewed', evidence: { how: PRIVATE_PAGE } })
  })
}

/** The hold that an answer brought for an invoice. */
export const heldFor = (replyId: string, invoiceId: string): string => `answer:${replyId}:${invoiceId}`
