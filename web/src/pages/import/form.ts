import type { ImportAnswers } from '../../api/types.ts'

/** Files and what was answered about them, as the import takes them. */
export function formOf(files: readonly File[], answers: ImportAnswers): FormData {
  const form = new FormData()
  for (const file of files) form.append('files', file)
  form.set('answers', JSON.stringify(answers))
  return form
}
