import type { Context, TypedResponse } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { describeFault, type Fault, Refusal } from '../../core/fault.ts'
import { storeTrouble } from '../store/trouble.ts'

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 500 | 503

const STATUS_BY_CODE: Readonly<Record<string, Status>> = {
  'sign-in-first': 401,
  'not-allowed': 403,
  'not-found': 404,
  'no-workspace': 404,
  'firm-exists': 409,
  'already-done': 409,
}

/** Every error of the API has this one shape. */
export const faultsAnswer = (c: Context, status: Status, faults: readonly Fault[]): Response => c.json({ error: { faults } }, status)

/** A refusal is the caller’s to mend; anything else is ours: logged in full, answered without inner detail. */
export function answerError(error: Error, c: Context): Response {
  if (error instanceof Refusal) return faultsAnswer(c, STATUS_BY_CODE[error.faults[0]?.code ?? ''] ?? 422, error.faults)
  if (error instanceof HTTPException) {
    const status = ([400, 401, 403, 404, 413, 415] as const).find(s => s === error.status) ?? 400
    return faultsAnswer(c, status, [{ code: 'request-wrong', message: error.message || 'The request could not be read.' }])
  }
  const trouble = storeTrouble(error)
  if (trouble) {
    console.error(`dunwell: ${describeFault(trouble)}`)
    return faultsAnswer(c, 503, [trouble])
  }
  console.error(error)
  return faultsAnswer(c, 500, [
    {
      code: 'our-fault',
      message: 'Something went wrong here, and nothing was changed.',
      mend: 'Try again; if it stays, report it with the line that the terminal shows.',
    },
  ])
}

/** JSON with amounts (bigint) as text of minor units. */
export const jsonText = (value: unknown): string => JSON.stringify(value, (_key, v: unknown) => (typeof v === 'bigint' ? v.toString() : v))

/** The answer of a route whose schema names the same view model; TypeScript is told nothing of the data. */
export const jsonAnswer = <S extends 200 | 201 = 200>(
  c: Context,
  value: unknown,
  status: S = 200 as S,
): Response & TypedResponse<never, S, 'json'> =>
  c.body(jsonText(value), status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }) as never // JSON by construction
