import type { House } from './house.ts'

/** Files by form, as the owner’s browser sends them. */
export async function upload<T = unknown>(
  house: House,
  path: string,
  files: readonly (readonly [name: string, content: string])[],
  fields: Readonly<Record<string, string>>,
): Promise<{ status: number; body: T }> {
  const form = new FormData()
  for (const [name, content] of files) form.append('files', new File([content], name))
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const answer = await house.owner.form(path, form)
  return { status: answer.status, body: answer.body as T } // the test states what it expects and checks it
}
