/** Does work when it is its turn; `down`: the line went down before, and the work was not begun. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T | 'down'>

/** The turns at one line: one after the other, in the order in which they were asked for. */
export function turnsAt(isDown: () => boolean): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>) => {
    const mine = last.then(async (): Promise<T | 'down'> => (isDown() ? 'down' : work()))
    last = mine.catch(() => undefined) // whoever asked hears of it
    return mine
  }
}
