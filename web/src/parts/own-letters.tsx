import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../api/acts.ts'
import { ask } from '../api/client.ts'
import type { OwnLetterLine, OwnLetterView, Reason } from '../api/types.ts'
import { reasonText } from '../pages/today/reasons.tsx'
import { stepName } from '../pages/today/step-words.ts'
import { useWords } from '../words/words.tsx'
import { Modal } from './modal.tsx'
import { Problem } from './problem.tsx'
import { useToast } from './toast.tsx'

/** Letters outside the ladder: an offer, its end, new terms. Without a client, those of everybody that wait to be read and let go. */
export function OwnLetters({ clientId }: { clientId?: string }) {
  const { data } = useQuery({
    queryKey: ['own-letters', clientId],
    queryFn: () =>
      ask<{ letters: readonly OwnLetterLine[] }>('GET', `/own-letters${clientId ? `?client=${encodeURIComponent(clientId)}` : ''}`),
  })
  return data?.letters.map(letter => <Line key={letter.key} letter={letter} named={clientId === undefined} />)
}

function Line({ letter, named }: { letter: OwnLetterLine; named: boolean }) {
  const words = useWords()
  const { say } = words
  const [isOpen, setOpen] = useState(false)
  const waits = letter.state === 'waiting'
  return (
    <section className={waits ? 'note needs-you stack' : 'note'} aria-label={stepName(words, letter.step)}>
      <p>
        <b>{stepName(words, letter.step)}</b>{' '}
        {named ? (
          <Link to="/clients/$clientId/decide" params={{ clientId: letter.clientId }}>
            {letter.name}
          </Link>
        ) : null}
      </p>
      <p>{standing(say, letter)}</p>
      {letter.held.length > 0 ? (
        <p className="meta">
          {say('app.ownLetter.held')} {letter.held.map(why => reasonText(words, why as Reason)).join(' ')}
        </p>
      ) : null}
      {waits ? (
        <div className="acts">
          <button type="button" className="btn main" onClick={() => setOpen(true)}>
            {say('app.ownLetter.read')}
          </button>
        </div>
      ) : null}
      <Modal
        open={isOpen}
        onClose={() => setOpen(false)}
        title={say('app.ownLetter.title')}
        lead={say('app.ownLetter.leaves', { channel: letter.channel })}
        wide
      >
        {isOpen ? <Letter letterKey={letter.key} onDone={() => setOpen(false)} /> : null}
      </Modal>
    </section>
  )
}

function standing(say: ReturnType<typeof useWords>['say'], { state, doneOn }: OwnLetterLine): string {
  if (state === 'sent') return say('app.ownLetter.sent', { doneDay: doneOn ?? '' })
  if (state === 'waiting') return say('app.ownLetter.waits')
  return say(state === 'drafted' ? 'app.ownLetter.drafted' : 'app.ownLetter.queued')
}

/** The letter exactly as it would leave, and the key that lets it. */
function Letter({ letterKey, onDone }: { letterKey: string; onDone: () => void }) {
  const { say } = useWords()
  const toast = useToast()
  const approve = useAct('approve')
  const query = `key=${encodeURIComponent(letterKey)}`
  const { data, error } = useQuery({
    queryKey: ['own-letters', 'view', letterKey],
    queryFn: () => ask<OwnLetterView>('GET', `/own-letters/view?${query}`),
  })
  const leave = (): void =>
    approve.mutate(
      { key: letterKey },
      {
        onSuccess: () => {
          onDone()
          toast({ text: say('app.ownLetter.gone') })
        },
      },
    )
  if (error) return <Problem error={error} />
  if (!data) return <p className="meta" aria-busy="true" />
  return (
    <>
      <div lang={data.language} className="prose stack">
        <p className="meta">{data.to.join(', ')}</p>
        <p>
          <b>{data.subject}</b>
        </p>
        <p className="mail-text">{data.text}</p>
      </div>
      <Problem error={approve.error} />
      <div className="acts">
        <button type="button" className="btn main" disabled={approve.isPending} onClick={leave}>
          {say('app.ownLetter.go')}
        </button>
        <a className="btn" href={`/api/v1/own-letters/letter.pdf?${query}`}>
          PDF
        </a>
      </div>
    </>
  )
}
