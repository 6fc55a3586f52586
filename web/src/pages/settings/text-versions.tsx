import type { TextVersion } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

/** What stood here before, newest first; each can be opened again. */
export function TextVersions({ versions, onOpen }: { versions: readonly TextVersion[]; onOpen: (version: TextVersion) => void }) {
  const { say, day } = useWords()
  if (versions.length < 2) return null
  return (
    <section>
      <h3>{say('app.texts.versions')}</h3>
      <ul>
        {versions.map(v => (
          <li key={`${v.at} ${v.part}`}>
            {say(`app.texts.part-${v.part}`)}, {say('app.policy.version', { at: day(v.at.slice(0, 10)), by: v.by })}{' '}
            <button type="button" className="link" onClick={() => onOpen(v)}>
              {say('app.texts.bringBack')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
