import { refuse } from '../../../core/fault.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'

export const open = true

/** A language’s sentences as ICU messages, by key: what the app speaks with. Letters are not in it. */
export const routes: Routes = (api, deps) => {
  api.get('/api/v1/words/:language', c => {
    const language = c.req.param('language')
    if (!deps.words.languages.includes(language))
      refuse('not-found', `There is no language "${language}".`, { mend: `There are: ${deps.words.languages.join(', ')}.` })
    const fallback = deps.words.catalogue('en')
    const spoken = new Map([...fallback, ...deps.words.catalogue(language)])
    // the words of messages and the linter’s lists never show in the app
    const forApp = [...spoken].filter(([key]) => !/^(message|threat)\./.test(key))
    c.header('cache-control', 'no-cache')
    return jsonAnswer(c, Object.fromEntries(forApp))
  })
}
