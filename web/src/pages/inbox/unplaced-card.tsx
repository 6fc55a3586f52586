import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { ask } from '../../api/client.ts'
import type { ClientRow, ListView, UnplacedLine } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { Words } from './marked-words.tsx'

interface Props {
  readonly mail: UnplacedLine
  readonly onPlace: (client: string) => void
  readonly onDismiss: () => void
}

/** A mail that found no case: a person says whose it is, or lets it go. */
export function UnplacedCard({ mail, onPlace, onDismiss }: Props) {
  const { say } = useWords()
  const names = useId()
  const { data } = useQuery({ queryKey: ['clients', 'names'], queryFn: () => ask<ListView<ClientRow>>('GET', '/clients?limit=500') })
  return (
    <section className="part reply" aria-current>
      <h3>{mail.subject ?? say('app.inbox.noSubject')}</h3>
      <p className="meta">
        {mail.from ?? say('app.inbox.noSender')} · {say('app.inbox.on', { onDay: mail.receivedOn })}
      </p>
      {mail.nature === 'bounce' ? <p className="note">{say('app.inbox.strayBounce')}</p> : null}
      {mail.text ? <Words text={mail.text} marked={mail.suggested?.words ?? []} /> : null}
      <form
        onSubmit={event => {
          event.preventDefault()
          onPlace(String(new FormData(event.currentTarget).get('client') ?? ''))
        }}
      >
        <TextField label={say('app.inbox.whose')} name="client" list={names} required autoComplete="off" />
        <datalist id={names}>
          {(data?.rows ?? []).map(row => (
            <option key={row.id} value={row.name} />
          ))}
        </datalist>
        <p className="acts">
          <button type="submit" className="btn main">
            {say('app.inbox.place')}
          </button>{' '}
          <button type="button" className="btn" onClick={onDismiss}>
            {say('app.inbox.dismiss')} <kbd>n</kbd>
          </button>
        </p>
      </form>
    </section>
  )
}
