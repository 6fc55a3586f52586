interface Speaking {
  has(key: string): boolean
  say(key: string, params?: Readonly<Record<string, string>>): string
}

const IN_LIEU = 'in-lieu '
/** What a day off is called; a firm's own closed day by the firm's own words. @param name as the calendar names it */
export function holidayText({ has, say }: Speaking, name: string): string {
  const inLieu = name.startsWith(IN_LIEU)
  const key = `holiday.${inLieu ? name.slice(IN_LIEU.length) : name}`
  if (!has(key)) return name
  return inLieu ? say('holiday.in-lieu', { holiday: say(key) }) : say(key)
}
