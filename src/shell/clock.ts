import { type Day, day } from '../core/day/day.ts'

/** The only place that knows what time it is. */
export interface Clock {
  /** ISO instant in UTC, milliseconds. */
  now(): string
  /** The civil day in a zone. */
  today(zone: string): Day
}

const dayIn = (instant: Temporal.Instant, zone: string): Day => day(instant.toZonedDateTimeISO(zone).toPlainDate().toString())

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: zone => dayIn(Temporal.Now.instant(), zone),
}

/** A clock that stands at an instant: for replays, rehearsals and `run --on DAY`. */
export const fixedClock = (instant: string): Clock => ({
  now: () => new Date(instant).toISOString(),
  today: zone => dayIn(Temporal.Instant.from(instant), zone),
})

/** A clock that ticks on from an instant. */
export function tickingFrom(instant: string): Clock {
  const ahead = Date.parse(instant) - Date.now()
  const now = (): string => new Date(Date.now() + ahead).toISOString()
  return { now, today: zone => dayIn(Temporal.Instant.from(now()), zone) }
}

/** The civil day of an ISO instant in a zone. */
export const dayOfInstant = (instant: string, zone: string): Day => dayIn(Temporal.Instant.from(instant), zone)

/** The hour (0–23) in a zone. */
export const hourIn = (instant: string, zone: string): number => Temporal.Instant.from(instant).toZonedDateTimeISO(zone).hour

/** A clock that stands on a civil day at an hour of a zone. */
export const clockOn = (on: Day, zone: string, hour = 10): Clock =>
  fixedClock(
    Temporal.PlainDate.from(on)
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from({ hour }) })
      .toInstant()
      .toString(),
  )
