/** Values asked for by one statement at most: a store bounds its parameters, and long lists of them are planned badly. */
const AT_ONCE = 500

/** A list in parts, each as long as one statement asks for. */
export function* inParts<T>(all: readonly T[], atOnce = AT_ONCE): Generator<T[]> {
  for (let at = 0; at < all.length; at += atOnce) yield all.slice(at, at + atOnce)
}
