import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { movedDue, noHolidays } from '../../../../src/core/ledger/due-shift.ts'
import { answerInterest } from '../../../../src/shell/law/interest-answer.ts'
import { lateCosts } from '../../../../src/shell/law/late-costs.ts'
import { book, packOf } from '../../../packs/law-of.ts'
import { aClient, anInvoice, someFacts } from '../../../support/facts.ts'

const moved = (law: string, due: string) => movedDue(packOf(law), day(due), day('2025-01-01'), book.isHoliday ?? noHolidays).due

test.each([
  ['PL', '2026-05-15', '2026-05-15', 'a Friday stays'],
  ['PL', '2026-05-16', '2026-05-18', 'a Saturday moves'],
  ['PL', '2026-05-17', '2026-05-18', 'a Sunday moves'],
  ['PL', '2026-05-01', '2026-05-04', 'a holiday moves, over the weekend behind it'],
  ['PL', '2026-12-25', '2026-12-28', 'two days of Christmas and a Sunday'],
  ['CH', '2026-05-16', '2026-05-16', 'a Saturday stays'],
  ['CH', '2026-05-17', '2026-05-18', 'a Sunday moves'],
  ['CH', '2027-01-01', '2027-01-02', 'New Year moves to a Saturday that counts'],
  ['FR', '2026-05-17', '2026-05-17', 'a law that moves no day'],
])('%s, due on %s: %s (%s)', (law, due, expected) => {
  expect(moved(law, due)).toBe(expected)
})

test('the calculator takes the due day as given and says that the law moves it; asked to, it moves it', () => {
  const question = { law: 'PL', principal: '1000.00', due: '2026-05-16', until: '2026-05-25' }
  const asGiven = answerInterest(book, question, day('2026-06-01'))
  expect(asGiven.segments.map(s => s.days)).toEqual([9])
  expect(asGiven.notes).toContainEqual(
    expect.objectContaining({ code: 'due-movable', text: expect.stringContaining('art. 115 KC moves it to 2026-05-18') }),
  )
  const asMoved = answerInterest(book, { ...question, moveDue: true }, day('2026-06-01'))
  expect(asMoved.segments.map(s => s.days)).toEqual([7])
  expect(asMoved.notes.map(n => n.code)).toContain('due-moved')
})

test('late costs of an own invoice run from the moved day', () => {
  const invoice = anInvoice({ issuedOn: day('2026-04-16'), dueOn: day('2026-05-16'), currency: 'PLN', totalMinor: 100_000n })
  const client = aClient({ country: 'PL', kind: 'business', kindConfirmedBy: 'ada' })
  const days = (on: string) => {
    const [cost] = lateCosts(book, 'PL', { ...someFacts({ invoice: [invoice] }), client }, day(on))
    return (cost?.interest?.segments ?? []).reduce((sum, s) => sum + s.days, 0)
  }
  expect([days('2026-05-18'), days('2026-05-19'), days('2026-05-25')]).toEqual([0, 1, 7])
})
