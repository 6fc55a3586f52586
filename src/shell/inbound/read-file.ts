import { readFile, stat } from 'node:fs/promises'
import { refuse } from '../../core/fault.ts'
import { LIMITS, type ReadResult, type Registry, readGiven } from './registry.ts'

/** Reads one file from disk, its size checked before its content is touched. @throws Refusal */
export async function readDocumentFile(registry: Registry, path: string): Promise<ReadResult[]> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) =>
    refuse('file-unreadable', error.code === 'ENOENT' ? 'There is no such file.' : `The file cannot be opened (${error.code}).`, {
      file: path,
    }),
  )
  if (!found.isFile())
    refuse('file-unreadable', 'This is not a file.', { file: path, mend: 'Name the files themselves, for example FOLDER/*.xml.' })
  if (found.size > LIMITS.bytes_max)
    refuse('file-too-large', `The file has more than ${LIMITS.bytes_max} bytes.`, {
      params: { megabytes: String(LIMITS.bytes_max / 1048576) },
      file: path,
    })
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) =>
    refuse('file-unreadable', `The file cannot be opened (${error.code}).`, { file: path }),
  )
  return readGiven(registry, { name: path, bytes })
}
