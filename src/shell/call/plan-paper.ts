import { refuse } from '../../core/fault.ts'
import { factsOfClient } from '../acts/call.ts'
import { openPress, recipientOf } from '../message/render.ts'
import type { Attachment } from '../run/channel.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { agreementPdf, calendarFile } from './agreement.ts'
import { instalmentsOf } from './confirmation-mail.ts'

/** The agreement of a plan as PDF, or its payments as a calendar file. */
export async function planPaper(place: Place, planId: string, kind: 'pdf' | 'ics'): Promise<Attachment> {
  const row = await factsOf(place.store.db, place.workspaceId, 'plan').where('id', '=', planId).select('clientId').executeTakeFirst()
  const facts = row ? await factsOfClient(place, row.clientId) : undefined
  const plan = facts?.plan.find(p => p.id === planId)
  if (!facts || !plan) return refuse('not-found', `There is no plan "${planId}".`, { field: 'plan' })
  const { words, pdfs } = await openPress()
  const papers = { words, firm: place.firm, facts, recipient: recipientOf(facts) }
  if (kind === 'pdf') return agreementPdf(pdfs, papers, plan)
  return calendarFile(papers, { id: plan.id, currency: plan.currency, parts: instalmentsOf(facts, plan.id), madeOn: plan.agreedOn })
}
