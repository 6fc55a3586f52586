/** A stretch of the day, minutes after midnight: [from, to). */
export interface Stretch {
  readonly from: number
  readonly to: number
}

const STRETCH = /(\d{1,2})(?:[:.h](\d{2}))?\s*h?\s*(?:[-–—~〜]|to|until|à|bis|do|până la)\s*(\d{1,2})(?:[:.h](\d{2}))?/giu
const DAY_MINUTES = 24 * 60

const minutes = (hour: string, minute: string | undefined): number => Number(hour) * 60 + Number(minute ?? 0)

/** The hours at which somebody likes to be rung, as written by hand: `9-11`, `14:30–16:00`, `9h à 11h, 14h à 15h`. Empty where none can be read. */
export function bestHours(text: string | null): Stretch[] {
  return [...(text ?? '').matchAll(STRETCH)].flatMap(([, fromHour = '', fromMinute, toHour = '', toMinute]) => {
    const [from, to] = [minutes(fromHour, fromMinute), minutes(toHour, toMinute)]
    return from < to && to <= DAY_MINUTES ? [{ from, to }] : []
  })
}

/** Whether a moment (minutes after midnight there) suits; with no known hours every moment does. */
export const suits = (stretches: readonly Stretch[], at: number): boolean =>
  stretches.length === 0 || stretches.some(s => at >= s.from && at < s.to)
