import { useRetract } from '../../api/acts.ts'
import type { ClientView } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'
import type { DialogName } from './dialogs.tsx'

/** Why they are late, who said so, until when it is kept, and what it changes. */
export function WhyLate({ client, onAdd }: { client: ClientView; onAdd: (dialog: DialogName) => void }) {
  const { say } = useWords()
  const retract = useRetract()
  const { reason } = client
  return (
    <section className="part">
      <h2>{say('app.side.why')}</h2>
      {reason ? (
        <>
          <p>
            <b>{say(`app.reason.${reason.reason}`)}.</b> {reason.words}
          </p>
          <p className="meta">
            {reason.saidBy ? `${say('app.side.saidBy', { who: reason.saidBy })} ` : ''}
            {say('app.why.keptUntil', { saidDay: reason.saidOn, untilDay: reason.expiresOn })}
          </p>
          <p className="meta">{say(`app.treated.${reason.reason}`)}</p>
        </>
      ) : (
        <p className="quiet">{say('app.side.noReason')}</p>
      )}
      <p className="acts">
        <button type="button" className="link" onClick={() => onAdd('reason')}>
          {say(reason ? 'app.why.change' : 'app.why.add')}
        </button>
        {reason ? (
          <button type="button" className="link" onClick={() => retract.mutate({ noun: 'lateness-reason', id: reason.id })}>
            {say('app.why.forget')}
          </button>
        ) : null}
      </p>
    </section>
  )
}
