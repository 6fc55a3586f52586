import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Treatment } from '../../core/decide/treatment.ts'
import { REASONS_FOR_LATENESS } from '../../core/facts/nouns/recovery.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { sourceRoot } from './modules.ts'

const FOLDER = 'packs/reasons'

const shape = z.strictObject({
  toneMax: z.int().min(1).max(5).nullable(),
  talkFirst: z.boolean(),
  mendFirst: z.boolean(),
  reviewDays: z.int().min(1).max(90),
  copies: z.boolean(),
  formal: z.boolean(),
  otherSender: z.boolean(),
  opensDispute: z.boolean(),
  planParts: z.int().min(2).max(24).nullable(),
  paragraph: z.boolean(),
  keptDays: z.int().min(1).max(1100),
})

/** Reads how one reason is treated. @param reason the file's name without its ending. @throws Refusal naming file and field. */
export function parseTreatment(text: string, reason: string, file: string): Treatment {
  const known = REASONS_FOR_LATENESS.find(r => r === reason)
  if (!known)
    throw new Refusal([{ code: 'treatment-unknown', message: `"${reason}" is not a reason for lateness.`, file, field: 'reason' }])
  const read = shape.safeParse(parse(text))
  if (read.success) return { reason: known, ...read.data }
  throw new Refusal(
    read.error.issues.map((i): Fault => ({ code: 'treatment-wrong', message: `${i.message}.`, file, field: i.path.join('.') })),
  )
}

let found: Promise<ReadonlyMap<string, Treatment>> | undefined

/** How each reason for lateness is treated, by reason. Read once a process. */
export function loadTreatments(): Promise<ReadonlyMap<string, Treatment>> {
  found ??= (async () => {
    const folder = join(sourceRoot, FOLDER)
    const files = (await readdir(folder)).filter(f => f.endsWith('.yaml')).sort()
    const read = files.map(async file => {
      const reason = file.replace(/\.yaml$/, '')
      return [reason, parseTreatment(await readFile(join(folder, file), 'utf8'), reason, `${FOLDER}/${file}`)] as const
    })
    return new Map(await Promise.all(read))
  })()
  return found
}
