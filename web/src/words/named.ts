import type { Params, Speaker } from './words.tsx'

/** What stands in a fact by its word: a cause, a channel; a step by its name, not by its verb. */
export function namedIn({ has, say }: Pick<Speaker, 'has' | 'say'>, params: Params): Params {
  const word = (name: string, value: Params[string]): Params[string] => {
    const key = [`app.${name}Name.${value}`, `app.${name}.${value}`].find(has)
    return key ? say(key) : value
  }
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, word(name, value)]))
}
