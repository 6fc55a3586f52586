import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Refusal, refuse } from '../../core/fault.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import type { Env } from './context.ts'

const BYTES_PER_MB = 1_048_576

/** The files of a form, one at least. @param bytesMax of one file @throws Refusal where there is none, or one is too large */
export function filesIn(form: FormData, bytesMax: number, mend: string): File[] {
  const files = form.getAll('files').filter((f): f is File => f instanceof File)
  if (files.length === 0) refuse('field-missing', 'Give at least one file.', { field: 'files' })
  const large = files.find(f => f.size > bytesMax)
  if (large)
    refuse('file-too-large', `It has more than ${bytesMax} bytes.`, {
      params: { megabytes: String(bytesMax / BYTES_PER_MB) },
      file: large.name,
      mend,
    })
  return files
}

/** The files of a form and what was answered about them. @throws Refusal as `filesIn`, and where an answer cannot be read */
export async function givenFiles<A>(
  c: Context<Env>,
  shape: z.ZodType<A>,
  bytesMax: number,
): Promise<{ readonly files: GivenFile[]; readonly answers: A }> {
  const form = await c.req.formData()
  const given = filesIn(form, bytesMax, 'Split it.')
  const answers = shape.safeParse(fromJson(String(form.get('answers') ?? '{}')))
  if (!answers.success)
    throw new Refusal(answers.error.issues.map(i => ({ code: 'field-wrong', message: `${i.message}.`, field: i.path.join('.') })))
  const files = await Promise.all(given.map(async f => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })))
  return { files, answers: answers.data }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuse('field-wrong', 'What was answered is no JSON.', { field: 'answers', mend: 'Write it as {"termsDays": 30}.' })
  }
}
