import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CorrectionView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

/** After the answer: are the next bills right, what came back, and the end of the case. */
export function Watch({ view }: { view: CorrectionView }) {
  const { say, day, figure } = useWords()
  const look = useAct('looked-back')
  if (!view.choice) return null
  return (
    <>
      <section className="part">
        <h2>{say('app.correction.later')}</h2>
        {view.later.length === 0 ? <p className="quiet">{say('app.correction.laterNone')}</p> : null}
        <ul className="standing">
          {view.later.map(l => (
            <li key={l.from}>
              {day(l.from, 'short')} – {day(l.to, 'short')}: {figure(l.billedMinor, view.currency)} / {figure(l.agreedMinor, view.currency)}
              , <b className={l.kind === 'right' ? '' : 'needs'}>{say(`app.correction.kind-${l.kind}`)}</b>
            </li>
          ))}
        </ul>
        <Close view={view} />
      </section>
      {view.lookBack.length === 0 ? null : (
        <section className="part">
          <h2>{say('app.correction.lookBack')}</h2>
          <ul>
            {view.lookBack.map(l => (
              <li key={l.months} className={l.isDue ? '' : 'quiet'}>
                {say('app.correction.lookRow', {
                  months: l.months,
                  onDay: l.on,
                  cameAmount: `${l.cameMinor} ${view.currency}`,
                  estimateAmount: `${l.estimateMinor} ${view.currency}`,
                })}{' '}
                {l.isDue && !l.taken ? (
                  <button type="button" className="link" onClick={() => look.mutate({ correction: view.id, months: l.months })}>
                    {say('app.case.looked')}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Close({ view }: { view: CorrectionView }) {
  const { say } = useWords()
  const close = useAct('close-correction')
  const [isOpen, setOpen] = useState(false)
  if (view.closed) return <p className="meta">{say('app.correction.closedBy', { by: view.closed.by, reason: view.closed.reason })}</p>
  if (!isOpen)
    return (
      <button type="button" className="link" onClick={() => setOpen(true)}>
        {say('app.correction.close')}
      </button>
    )
  const submit = (value: (name: string) => string): void =>
    close.mutate({ correction: view.id, ...filled({ name: value('name'), reason: value('reason') }) })
  return (
    <ActForm error={close.error} isPending={close.isPending} button={say('app.correction.close')} onSubmit={submit}>
      <TextField name="name" label={say('app.correction.name')} />
      <TextField name="reason" label={say('app.correction.why')} />
    </ActForm>
  )
}
