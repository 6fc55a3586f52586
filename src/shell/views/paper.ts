import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { readPaper } from '../acts/attach.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** A paper before it is downloaded: how it can be shown, and the words in it. */
export interface PaperView {
  readonly id: string
  readonly name: string
  readonly mime: string
  readonly sizeBytes: number
  readonly keptOn: string
  readonly sha256: string
  readonly shows: 'picture' | 'pdf' | 'text' | 'nothing'
  readonly words: string
}

const WORDS_MAX = 4_000
/** What a browser shows without running anything of it in the app’s name. */
export const SHOWN_INLINE: readonly string[] = ['application/pdf', 'image/png', 'image/jpeg']

const showsAs = (mime: string): PaperView['shows'] =>
  mime === 'application/pdf'
    ? 'pdf'
    : SHOWN_INLINE.includes(mime)
      ? 'picture'
      : mime.startsWith('text/') || mime === 'application/xml'
        ? 'text'
        : 'nothing'

/** One paper with a preview of what it holds. @throws Refusal where there is none. */
export async function paperView(place: Place, id: string): Promise<PaperView> {
  const { db } = place.store
  const found = (await factsOf(db, place.workspaceId, 'document').where('id', '=', id).executeTakeFirst()) as unknown as
    | Fact<'document'>
    | undefined // as selected
  if (!found) return refuse('not-found', `There is no document "${id}".`, { field: 'id' })
  const shows = showsAs(found.mime)
  const row = await db
    .selectFrom('paperText')
    .select('text')
    .where('workspaceId', '=', place.workspaceId)
    .where('sha256', '=', found.sha256)
    .executeTakeFirst()
  const words = shows === 'text' ? new TextDecoder().decode((await readPaper(place, id)).bytes.subarray(0, WORDS_MAX)) : (row?.text ?? '')
  return {
    ...{ id, name: found.name, mime: found.mime, sizeBytes: found.sizeBytes, keptOn: found.effectiveOn, sha256: found.sha256, shows },
    words: words
      .replace(/[ \t]+/g, ' ')
      .trim()
      .slice(0, WORDS_MAX),
  }
}
