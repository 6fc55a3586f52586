const DAY = /^\d{4}-\d{2}-\d{2}$/

/** A civil day so many days later; none where it is no day. */
export function dayAfter(day: string, days: number): string | undefined {
  if (!DAY.test(day) || !Number.isInteger(days)) return undefined
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime())) return undefined
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
