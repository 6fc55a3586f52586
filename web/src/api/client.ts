import type { Fault } from './types.ts'

/** What the server refused, with its faults: shown beside the field they name, or as a sentence. */
export class ApiRefusal extends Error {
  readonly faults: readonly Fault[]
  readonly status: number
  constructor(status: number, faults: readonly Fault[]) {
    super(faults.map(f => [f.message, f.mend].filter(Boolean).join(' ')).join(' '))
    this.name = 'ApiRefusal'
    this.status = status
    this.faults = faults
  }
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** One request to the API. `T` is the view model its route answers with (see types.ts). @throws ApiRefusal. */
export async function ask<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const isForm = body instanceof FormData
  const answer = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    headers: body === undefined || isForm ? {} : { 'content-type': 'application/json' },
  }).catch(() => {
    throw new ApiRefusal(0, [{ code: 'unreachable', message: 'unreachable' }])
  })
  const text = await answer.text()
  const parsed: unknown = text ? JSON.parse(text) : null
  if (!answer.ok) throw new ApiRefusal(answer.status, faultsIn(parsed))
  return parsed as T // the server’s route and this call name the same view model
}

function faultsIn(parsed: unknown): readonly Fault[] {
  const error = parsed !== null && typeof parsed === 'object' && 'error' in parsed ? parsed.error : undefined
  const faults =
    error !== null && typeof error === 'object' && 'faults' in (error ?? {}) ? (error as { faults: unknown }).faults : undefined
  return Array.isArray(faults) ? (faults as Fault[]) : [{ code: 'request-wrong', message: 'request-wrong' }] // the one shape of errors
}
