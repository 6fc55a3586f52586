import { Liquid, LiquidError } from 'liquidjs'
import { refuse } from '../../core/fault.ts'

/** Characters of a text: more is refused, not cut. */
const TEXT_MAX = 20_000
/** By the clock: so long that a busy machine refuses no text that is in order. */
const RENDER_MS_MAX = 1000
const MEMORY_MAX = 500_000

/** Reading another file is what a text written in the app may never do; time and chance would make two renderings differ. */
const NO_TAGS = ['include', 'render', 'layout', 'block']
const NO_FILTERS = /^(date|sample|shuffle|inspect|json|raw)/

const refusingFiles = {
  readFileSync: () => refuse('template-file', 'A text cannot read a file.'),
  readFile: () => refuse('template-file', 'A text cannot read a file.'),
  existsSync: () => false,
  exists: async () => false,
  contains: async () => false,
  containsSync: () => false,
  resolve: () => '',
}

function safeEngine(): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    relativeReference: false,
    cache: false,
    fs: refusingFiles,
    parseLimit: TEXT_MAX,
    renderLimit: RENDER_MS_MAX,
    memoryLimit: MEMORY_MAX,
  })
  for (const tag of NO_TAGS) delete engine.tags[tag]
  for (const filter of Object.keys(engine.filters)) if (NO_FILTERS.test(filter)) delete engine.filters[filter]
  return engine
}
const engine = safeEngine()

/** What a text may name. Everything is written already as its language writes it. */
export type TemplateValues = Readonly<Record<string, string | number | boolean | readonly Readonly<Record<string, string>>[]>>

/** One text with its values filled in. @throws Refusal naming line and mend. @param field which field of the editor it stands in. */
export function fillTemplate(text: string, values: TemplateValues, field: string): string {
  try {
    const filled: unknown = engine.parseAndRenderSync(text, values)
    return String(filled)
      .replace(/[ \t]+$/gm, '')
      .trim()
  } catch (error) {
    if (!(error instanceof LiquidError) && !(error instanceof Error && error.name === 'AssertionError')) throw error // its limits throw the latter
    const [said] = error.message.split('\n', 1)
    const line = /line:(\d+)/.exec(error.message)?.[1]
    const what = said?.replace(/, line:.*$/, '') ?? ''
    return refuse('template-wrong', `The text cannot be filled in: ${what}.`, {
      field,
      params: { what },
      ...(line ? { line: Number(line) } : {}),
      mend: `It may name ${Object.keys(values).join(', ')}.`,
    })
  }
}
