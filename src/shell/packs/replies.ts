import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Fault, Refusal } from '../../core/fault.ts'
import type { CutWords } from '../../core/reply/cut.ts'
import { DAY_KINDS } from '../../core/reply/days.ts'
import { phraseSource } from '../../core/reply/phrase.ts'
import { READINGS, type ReadWords } from '../../core/reply/read.ts'
import { sourceRoot } from './modules.ts'

const FOLDER = 'packs/replies'

/** All that is known of how replies are written in one language. */
export interface ReplyPack extends ReadWords {
  readonly cut: CutWords
}

/** A phrase must be one: what cannot become an expression is refused when the pack is read, not when a mail comes. */
const phrase = z
  .string()
  .trim()
  .min(1)
  .max(400)
  .refine(text => {
    try {
      return new RegExp(phraseSource(text, true)) !== undefined
    } catch {
      return false // the message below says what is wrong, where
    }
  }, 'is no phrase: look at its brackets')
const phrases = z.array(phrase).max(80)
const rules = z.strictObject({
  strong: phrases,
  likely: phrases,
  hint: phrases,
  unless: phrases,
  looks: z.enum(['ahead', 'back']).optional(),
  last: z.boolean().optional(),
})
const names = z.array(z.array(z.string().min(1).max(40)).min(1).max(8))

const shape = z.strictObject({
  spaced: z.boolean(),
  common: z.array(z.string().min(1).max(30)).min(5).max(80),
  cut: z.strictObject({ quoted: phrases, automatic: phrases, head: phrases, closing: phrases, footers: phrases }),
  days: z.strictObject({
    months: names.length(12),
    weekdays: names.length(7),
    numbers: z.record(z.string().max(30), z.int().min(1).max(366)),
    notThese: phrases,
    rules: z
      .array(z.strictObject({ says: z.string().min(1).max(200), is: z.enum(DAY_KINDS), by: z.int().min(-366).max(366).optional() }))
      .max(60),
  }),
  readings: z.strictObject(Object.fromEntries(READINGS.map(name => [name, rules])) as Record<(typeof READINGS)[number], typeof rules>), // one of each
})

/** Reads one language. @throws Refusal naming file and field. */
export function parseReplies(text: string, language: string, file: string): ReplyPack {
  const read = shape.safeParse(parse(text))
  if (read.success) {
    const { spaced, common, cut, days, readings } = read.data
    return { language, spaced, common, readings, cut: { spaced, ...cut }, days: { spaced, ...days } }
  }
  const faults = read.error.issues.map(
    (issue): Fault => ({ code: 'replies-wrong', message: `${issue.message}.`, file, field: issue.path.join('.') }),
  )
  throw new Refusal(faults)
}

let found: Promise<readonly ReplyPack[]> | undefined

/** Every language there is, one file each in packs/replies. */
export function loadReplies(): Promise<readonly ReplyPack[]> {
  found ??= (async () => {
    const folder = join(sourceRoot, FOLDER)
    const files = (await readdir(folder)).filter(f => f.endsWith('.yaml')).sort()
    return Promise.all(
      files.map(async file => parseReplies(await readFile(join(folder, file), 'utf8'), file.replace(/\.yaml$/, ''), `${FOLDER}/${file}`)),
    )
  })()
  return found
}
