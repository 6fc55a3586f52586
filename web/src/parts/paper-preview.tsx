import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import type { PaperView } from '../api/types.ts'
import { useWords } from '../words/words.tsx'
import { Modal } from './modal.tsx'
import { Problem } from './problem.tsx'

/** A paper before it is downloaded: the picture or the pages, and the words in it. */
export function PaperPreview({ id, onClose }: { id: string; onClose: () => void }) {
  const { say, day } = useWords()
  const { data, error } = useQuery({ queryKey: ['paper', id], queryFn: () => ask<PaperView>('GET', `/documents/${id}/preview`) })
  const shown = `/api/v1/documents/${id}/shown`
  return (
    <Modal open onClose={onClose} wide title={data?.name ?? say('app.paperdesk.preview')}>
      <Problem error={error} />
      {data ? (
        <div className="stack">
          <p className="meta">
            {day(data.keptOn)}, {Math.max(1, Math.round(data.sizeBytes / 1024))} kB, {data.sha256.slice(0, 12)}…
          </p>
          {data.shows === 'picture' ? <img className="shown" src={shown} alt={data.name} /> : null}
          {data.shows === 'pdf' ? (
            <iframe className="shown" src={shown} title={say('app.paperdesk.previewOf', { name: data.name })} />
          ) : null}
          {data.shows === 'nothing' ? <p className="quiet">{say('app.paperdesk.noPreview')}</p> : null}
          {data.words ? (
            <details className="fold" open={data.shows === 'text'}>
              <summary>{say('app.paperdesk.words')}</summary>
              <p className="code">{data.words}</p>
            </details>
          ) : null}
          <div className="acts">
            <a className="btn" href={`/api/v1/documents/${id}`}>
              {say('app.paperdesk.download')}
            </a>
          </div>
        </div>
      ) : null}
    </Modal>
  )
}
