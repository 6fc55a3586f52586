import { forgetReading, listReadings } from '../acts/list-readings.ts'
import type { KeptReading } from '../lists/readings.ts'
import type { Place } from '../workspace.ts'
import { printJson } from './command.ts'

interface Options {
  readonly forget?: string
  readonly json?: true
}

/** Prints how lists are read that had to be said, or forgets one of them. */
export async function runReadings(place: Place, { forget, json }: Options): Promise<void> {
  if (forget !== undefined) {
    const forgotten = await forgetReading(place, forget)
    return json ? printJson(forgotten) : void process.stdout.write('Forgotten: the next such list is read by its headers again.\n')
  }
  const readings = await listReadings(place)
  if (json) return printJson({ readings })
  for (const reading of readings) process.stdout.write(`${lineOf(reading)}\n`)
  if (readings.length === 0) process.stdout.write('Nothing had to be said of a list so far.\n')
}

function lineOf({ id, saidOn, by, holds, columns = {}, dateOrder, decimal, currency }: KeptReading): string {
  const said = [
    ...Object.entries(columns).map(([field, header]) => `${field}=${header}`),
    ...(dateOrder ? [`dates ${dateOrder}`] : []),
    ...(decimal ? [`decimals after ${decimal}`] : []),
    ...(currency ? [currency] : []),
  ]
  return `${id}  ${saidOn}  ${by}  ${holds}: ${said.join(', ')}`
}
