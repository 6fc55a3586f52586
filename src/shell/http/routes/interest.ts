import { z } from '@hono/zod-openapi'
import { answerInterest } from '../../law/interest-answer.ts'
import { loadLaw } from '../../law/load-law.ts'
import { actRoute } from '../act-route.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

export const open = true

const text = z.string().max(200).optional()
const many = z.array(z.string().max(200)).max(100).optional()
const flag = z.boolean().optional()
/** As on the command line: text, unread; the answer names every field that cannot be read. */
const Question = z.strictObject({
  law: text,
  principal: text,
  currency: text,
  due: text,
  until: text,
  days: text,
  kind: text,
  contract: text,
  rate: text,
  rateSource: text,
  dayCount: text,
  rateMode: text,
  compounding: text,
  rounding: text,
  firstDay: text,
  pay: many,
  allocate: text,
  costs: text,
  disputed: many,
  demand: text,
  delivered: text,
  dateAgreed: flag,
  mentioned: flag,
  clauseAgreed: flag,
  moveDue: flag,
  fx: text,
})

const given = <T extends object>(all: T) => Object.fromEntries(Object.entries(all).filter(([, v]) => v !== undefined && v !== ''))

/** The interest calculator: public, without an account; it keeps nothing. */
export const routes: Routes = (api, deps) => {
  api.openapi(actRoute('/api/v1/interest', 'What is owed for lateness, every figure opened; no account needed', Question), async c => {
    const question = Question.parse(await c.req.json())
    return jsonAnswer(c, answerInterest(await loadLaw(), given(question), deps.clock.today('UTC')))
  })
  api.openapi(viewRoute('/api/v1/interest/laws', 'The laws Dunwell knows', {}), async c => {
    const laws = [...(await loadLaw()).jurisdictions.values()].map(({ code, name, currency, aliases }) => ({
      code,
      name,
      currency,
      aliases,
    }))
    return jsonAnswer(c, { laws: laws.sort((a, b) => (a.name < b.name ? -1 : 1)) })
  })
}
