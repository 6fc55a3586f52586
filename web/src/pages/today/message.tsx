import type { PreviewView } from '../../api/types.ts'
import { faultText } from '../../parts/fault-text.ts'
import { useWords } from '../../words/words.tsx'

interface Props {
  readonly preview: PreviewView
  readonly isEditing: boolean
  readonly edited: { subject: string; body: string } | undefined
  readonly onEdit: (edited: { subject: string; body: string }) => void
  readonly onClose: () => void
}

/** The exact message: to, from, subject, words, and the enclosed letter. */
export function Message({ preview, isEditing, edited, onEdit, onClose }: Props) {
  const words = useWords()
  const { say } = words
  const subject = edited?.subject ?? preview.subject
  const body = edited?.body ?? preview.text
  return (
    <div className="mail">
      <div>
        <dl className="pair headers">
          <dt>{say('app.message.to')}</dt>
          <dd>{preview.to.length > 0 ? preview.to.join(', ') : <span className="needs">{say('app.message.noAddress')}</span>}</dd>
          <dt>{say('app.message.from')}</dt>
          <dd>{preview.from}</dd>
          <dt>{say('app.message.subject')}</dt>
          <dd lang={preview.language}>
            {isEditing ? (
              <input
                type="text"
                aria-label={say('app.message.subject')}
                value={subject}
                onChange={e => onEdit({ subject: e.target.value, body })}
              />
            ) : (
              <b>{subject}</b>
            )}
          </dd>
        </dl>
        {preview.faults.length > 0 ? (
          <div className="note" role="status">
            <p>
              <b>{say('app.message.faulty')}</b>
            </p>
            <ul>
              {preview.faults.map(f => (
                <li key={`${f.code} ${f.message}`}>{faultText(words, f)}</li>
              ))}
            </ul>
          </div>
        ) : null}
        {isEditing ? (
          <div className="field">
            <textarea
              lang={preview.language}
              aria-label={say('app.message.body')}
              rows={16}
              value={body}
              onChange={e => onEdit({ subject, body: e.target.value })}
              onKeyDown={e => (e.key === 'Escape' ? onClose() : undefined)}
            />
            <p className="hint">{say('app.message.editHint')}</p>
          </div>
        ) : (
          <div className="body" lang={preview.language}>
            {body.split(/\n{2,}/).map((paragraph, i) => (
              <p key={`${String(i)} ${paragraph.slice(0, 20)}`}>{paragraph}</p>
            ))}
          </div>
        )}
      </div>
      {preview.letterPath ? <Letter preview={preview} path={preview.letterPath} /> : null}
    </div>
  )
}

function Letter({ preview, path }: { preview: PreviewView; path: string }) {
  const { say } = useWords()
  return (
    <figure className="letter">
      <div className="sheet" aria-hidden="true">
        <iframe title={say('app.message.letter')} sandbox="" srcDoc={preview.html} tabIndex={-1} />
      </div>
      <figcaption className="fine">
        <a href={path} target="_blank" rel="noreferrer">
          {say('app.message.openLetter')}
        </a>{' '}
        {preview.enclosures.length > 0 ? say('app.message.enclosed', { count: preview.enclosures.length }) : ''}
      </figcaption>
    </figure>
  )
}
