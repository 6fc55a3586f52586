import { addDays, type Day } from '../../day/day.ts'
import type { Case, Gate } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'contact-cap'

/** Reminders before the import, of which only the last day is known, are one contact of that day, however many there were. */
const countedOnce = (contacts: Case['contacts']): Case['contacts'] =>
  contacts.filter((d, at) => d.outside !== true || contacts.findIndex(other => other.outside === true && other.doneOn === d.doneOn) === at)

/** The day from which one more contact stays within `most` in any `days` days; none where it does so today. */
function freeFrom(c: Case, most: number, days: number): Day | undefined {
  if (c.contacts.length < most) return undefined
  const since = addDays(c.today, -days)
  if (most > 0 && (c.contacts.at(-most)?.doneOn ?? since) <= since) return undefined
  const recent = countedOnce(c.contacts.filter(d => d.doneOn > since))
  if (recent.length < Math.max(1, most)) return undefined
  const leaves = recent[recent.length - Math.max(1, most)]
  return leaves && addDays(leaves.doneOn, days)
}

/** So many contacts in 7 and in 30 days and no more; the law's own limit where it is lower. */
export const contactCap: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: ['deed'],
  holdsStep: (c, planned) => {
    if (planned.step.internal || c.contacts.length === 0) return undefined
    const perWeek = Math.min(c.policy.contactsPerWeek, c.law.contactsPerWeek ?? c.policy.contactsPerWeek)
    const week = freeFrom(c, perWeek, 7)
    const month = freeFrom(c, c.policy.contactsPer30Days, 30)
    if (month !== undefined && (week === undefined || month >= week))
      return obstacle(NAME, month, { most: c.policy.contactsPer30Days, days: 30 })
    return week && obstacle(NAME, week, { most: perWeek, days: 7 })
  },
}
