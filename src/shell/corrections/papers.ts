import ical from 'ical-generator'
import { refuse } from '../../core/fault.ts'
import { linesAsCsv } from '../billing/lines.ts'
import { openPress } from '../message/press.ts'
import type { Place } from '../workspace.ts'
import { openCase } from './case.ts'
import { catchUpOf } from './catch-up.ts'
import { languageOf, nextInvoiceContent, pdfOf } from './statement.ts'

const TALK_MINUTES = 45

/** The talk as a calendar invite (A6), in the firm’s zone. @throws Refusal where no talk is set. */
export async function inviteOf(place: Place, id: string): Promise<string> {
  const open = await openCase(place, id)
  const { meeting } = open.detail
  if (!meeting) return refuse('meeting-missing', 'No talk is set yet.', { field: 'meeting' })
  const { words } = await openPress()
  const { zone, name, email } = place.firm
  const start = Temporal.ZonedDateTime.from(`${meeting.on}T${meeting.time}[${zone}]`)
  const at = (when: Temporal.ZonedDateTime): Date => new Date(when.epochMilliseconds)
  const calendar = ical({ name, prodId: '-//Dunwell//Correction//EN' })
  calendar.createEvent({
    id: `${id}@dunwell`,
    start: at(start),
    end: at(start.add({ minutes: TALK_MINUTES })),
    stamp: new Date(place.clock.now()),
    summary: words.say(languageOf(words, place, open), 'correction.invite', { agreement: open.books.agreement.title }),
    location: meeting.where,
    organizer: email ? { name, email } : null,
  })
  return calendar.toString()
}

/** The next invoice at the right amount, as a sheet to hand over (A14). */
export async function nextInvoicePdf(place: Place, id: string): Promise<Uint8Array> {
  const { words } = await openPress()
  const content = nextInvoiceContent(words, place, await openCase(place, id))
  if (!content) return refuse('nothing-next', 'The agreement ends: no invoice follows.', { field: 'correction' })
  return pdfOf(content)
}

/** The lines for your invoicing tool, as CSV: the coming period where it goes with it, and each period’s arrears. */
export async function linesCsv(place: Place, id: string): Promise<string> {
  const open = await openCase(place, id)
  return linesAsCsv((await catchUpOf(place, open)).lines, open.correction.currency)
}
