import { z } from '@hono/zod-openapi'
import { anotherWayOffered, setRelation, setTerms, skipUntried } from '../../acts/desk-words.ts'
import { drawLot } from '../../acts/draw-lot.ts'
import { acceptSettlement, creditSettlement, lapsedLetter, offerSettlement, withdrawSettlement } from '../../acts/settle-offer.ts'
import { proposeWriteOff, undoWriteOff, writeOff } from '../../acts/write-off.ts'
import type { Routes } from '../context.ts'
import { type Adds, act } from './acts.ts'

const text = z.string().max(100_000)
const maybe = text.optional()
const WriteOff = z.object({ invoice: text, amount: maybe, reason: maybe })
const Offer = z.object({ offer: text })

const ACTS: readonly Adds[] = [
  act(
    'offer-settlement',
    'work',
    'Offer to take less if paid by a day',
    z.object({ client: text, pay: maybe, discount: maybe, currency: maybe, deadline: maybe, overrideBy: maybe, reason: maybe, by: maybe }),
    offerSettlement,
  ),
  act(
    'accept-settlement',
    'work',
    'They accepted an offer: who said so, and the countersigned letter where there is one',
    Offer.extend({ document: maybe, by: maybe }),
    acceptSettlement,
  ),
  act('withdraw-settlement', 'work', 'Take an offer back', Offer, withdrawSettlement),
  act('credit-settlement', 'work', 'Credit the remainder of a settlement paid in time', Offer.extend({ number: text }), creditSettlement),
  act(
    'lapsed-letter',
    'work',
    'The polite letter that an offer has ended, laid into the outbox',
    Offer.extend({ by: maybe }),
    lapsedLetter,
  ),
  act('propose-write-off', 'work', 'Ask somebody who may to approve a write-off', WriteOff, proposeWriteOff),
  act('write-off', 'manage', 'Approve and book a write-off', WriteOff.extend({ evidence: z.array(text).max(500).optional() }), writeOff),
  act('undo-write-off', 'manage', 'Take a write-off back, whole or in part', z.object({ invoice: text, amount: maybe }), undoWriteOff),
  act('draw-lot', 'work', 'Draw lots between ways of equal worth, once in a run of being late', z.object({ client: text }), drawLot),
  act(
    'skip-untried',
    'work',
    'Leave a line of the checklist untried, by name and with a reason',
    z.object({ client: text, item: text, by: maybe, reason: maybe }),
    skipUntried,
  ),
  act('another-way-offered', 'work', 'Another way to pay was offered in words', z.object({ client: text, note: maybe }), anotherWayOffered),
  act(
    'set-relation',
    'work',
    'Our own figures about a relation',
    z.object({ client: text, currency: maybe, worth: maybe, margin: maybe, retention: maybe, reputation: maybe }),
    setRelation,
  ),
  act(
    'set-terms',
    'manage',
    'Set payment terms for what comes next, with the letter that says so',
    z.object({ client: text, proposal: maybe, days: z.number().optional(), depositPercent: z.number().optional(), by: maybe }),
    setTerms,
  ),
]

/** What people do at the decision desk, by name. */
export const routes: Routes = (api, deps) => {
  for (const add of ACTS) add(api, deps)
}
