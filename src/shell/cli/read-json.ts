import { refuse } from '../../core/fault.ts'
import { standardInput } from './held.ts'

/** One JSON object from an argument; `-` reads standard input. @throws Refusal where it is none. */
export async function readObject(given: string): Promise<Record<string, unknown>> {
  const text = given === '-' ? await standardInput() : given
  try {
    const value: unknown = JSON.parse(text)
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown> // an object was read
  } catch (error) {
    return refuse('json-unreadable', `This is not JSON: ${error instanceof Error ? error.message : String(error)}.`, { field: 'JSON' })
  }
  return refuse('json-unreadable', 'This is not one JSON object.', { field: 'JSON', mend: 'Write it as {"name": "value"}.' })
}
