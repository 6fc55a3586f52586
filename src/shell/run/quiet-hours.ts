import type { ClientFacts } from '../../core/facts/nouns.ts'

/** Where most people of a country with several zones live; every other country has one that matters. */
const MAIN_ZONES: Readonly<Record<string, string>> = {
  AU: 'Australia/Sydney', BR: 'America/Sao_Paulo', CA: 'America/Toronto', CL: 'America/Santiago', CN: 'Asia/Shanghai',
  ES: 'Europe/Madrid', ID: 'Asia/Jakarta', KZ: 'Asia/Almaty', MX: 'America/Mexico_City', NZ: 'Pacific/Auckland', PT: 'Europe/Lisbon',
  RU: 'Europe/Moscow', UA: 'Europe/Kyiv', US: 'America/New_York',
} // biome-ignore format: one table

const zonesByCountry = new Map<string, readonly string[]>()

/** Time zones of a country (ISO 3166), from the runtime's CLDR; empty where it knows none. */
function zonesOf(country: string): readonly string[] {
  const known = zonesByCountry.get(country)
  if (known) return known
  // lib.esnext does not know this part of Intl.Locale yet
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] }
  const zones = locale.getTimeZones?.() ?? []
  zonesByCountry.set(country, zones)
  return zones
}

/** The zone that matters most in a country (ISO 3166); none where the runtime knows no such country. */
export const mainZoneOf = (country: string): string | undefined => MAIN_ZONES[country] ?? zonesOf(country)[0]

/** The zone in which a client's hours count: its own, else its country's (the firm's where the country has it too), else the firm's. */
export function zoneOf(client: ClientFacts['client'], firmZone: string): string {
  if (client.zone !== null) return client.zone
  if (client.country === null || zonesOf(client.country).includes(firmZone)) return firmZone
  return mainZoneOf(client.country) ?? firmZone
}

/**
 * The earliest instant, not before `now`, at which a message may leave within [from, to) o'clock of a zone.
 * @returns an ISO instant in UTC; `now` itself where it is within the hours.
 */
export function nextAllowed(now: string, zone: string, hours: readonly [from: number, to: number]): string {
  const [from, to] = hours
  const local = Temporal.Instant.from(now).toZonedDateTimeISO(zone)
  if (local.hour >= from && local.hour < to) return now
  const morning = local.hour < from ? local.toPlainDate() : local.toPlainDate().add({ days: 1 })
  const opens = morning.toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(from) })
  return new Date(opens.epochMilliseconds).toISOString()
}
