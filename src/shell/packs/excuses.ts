import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Excuse } from '../../core/call/excuse.ts'
import { REASONS_FOR_LATENESS } from '../../core/facts/nouns/recovery.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { sourceRoot } from './modules.ts'

const FOLDER = 'packs/excuses'
const language = z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'is a language such as en')

const shape = z.strictObject({
  phrases: z.record(language, z.array(z.string().trim().min(1).max(200)).min(1).max(8)),
  ask: z.record(language, z.string().trim().min(1).max(500)),
  evidence: z.array(z.string().regex(/^[a-z][a-zA-Z]*$/, 'is a plain name')).max(4),
  verifyDays: z.int().min(1).max(30),
  reason: z.enum(REASONS_FOR_LATENESS).nullable(),
  leads: z.enum(['verify', 'plan', 'dispute', 'contact', 'answer']),
  rests: z.boolean(),
})

/** Reads one excuse. @throws Refusal naming file and field. */
export function parseExcuse(text: string, id: string, file: string): Excuse {
  const read = shape.safeParse(parse(text))
  if (read.success) return { id, ...read.data }
  const faults = read.error.issues.map(
    (issue): Fault => ({
      code: 'excuse-wrong',
      message: `${issue.message}.`,
      file,
      field: issue.path.join('.'),
    }),
  )
  throw new Refusal(faults)
}

let found: Promise<readonly Excuse[]> | undefined

/** Every excuse there is, by name: one file each in packs/excuses. */
export function loadExcuses(): Promise<readonly Excuse[]> {
  found ??= (async () => {
    const folder = join(sourceRoot, FOLDER)
    const files = (await readdir(folder)).filter(f => f.endsWith('.yaml')).sort()
    return Promise.all(
      files.map(async file => parseExcuse(await readFile(join(folder, file), 'utf8'), file.replace(/\.yaml$/, ''), `${FOLDER}/${file}`)),
    )
  })()
  return found
}
