import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { DeskView } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { Harsher } from './harsher.tsx'

type Check = DeskView['checks'][number]

/** What was tried and what was not, from what was done; a line is left out only by name. */
export function Tried({ desk }: { desk: DeskView }) {
  const { say } = useWords()
  const [skipping, setSkipping] = useState<Check | undefined>()
  return (
    <section className="part">
      <h2>{say('app.desk.tried')}</h2>
      <ul className="tried">
        {desk.checks.map(check => (
          <Line key={check.code} desk={desk} check={check} onSkip={() => setSkipping(check)} />
        ))}
      </ul>
      <p className="meta">{desk.barredOn === null ? say('app.desk.barredUnknown') : say('app.desk.barred', { barredOn: desk.barredOn })}</p>
      <Harsher desk={desk} />
      <Modal
        open={skipping !== undefined}
        onClose={() => setSkipping(undefined)}
        title={say('app.desk.skipTitle')}
        lead={say('app.desk.skipLead')}
      >
        {skipping ? <SkipForm client={desk.clientId} item={skipping.code} onDone={() => setSkipping(undefined)} /> : null}
      </Modal>
    </section>
  )
}

function Line({ desk, check, onSkip }: { desk: DeskView; check: Check; onSkip: () => void }) {
  const { say } = useWords()
  const offered = useAct('another-way-offered')
  const text = say(`app.desk.check.${check.code}`, { count: 0, agreed: 0, performed: 0, name: 'none', ...check.params })
  return (
    <li className={check.state === 'open' ? 'not' : ''}>
      <span>
        {text}
        {check.state === 'impossible' ? <span className="meta"> {say('app.desk.impossible')}</span> : null}
        {check.state === 'skipped' ? (
          <span className="meta"> {say('app.desk.skipped', { by: check.skippedBy ?? '', reason: check.reason ?? '' })}</span>
        ) : null}
        {check.state === 'open' ? (
          <span className="acts">
            {check.code === 'another-way' ? (
              <button type="button" className="link" onClick={() => offered.mutate({ client: desk.clientId })}>
                {say('app.desk.offeredNow')}
              </button>
            ) : null}
            <button type="button" className="link" onClick={onSkip}>
              {say('app.desk.skip')}
            </button>
          </span>
        ) : null}
      </span>
    </li>
  )
}

function SkipForm({ client, item, onDone }: { client: string; item: string; onDone: () => void }) {
  const { say } = useWords()
  const { user } = useSession()
  const act = useAct('skip-untried')
  return (
    <ActForm
      error={act.error}
      isPending={act.isPending}
      button={say('app.desk.skipButton')}
      onSubmit={value => act.mutate({ client, item, by: value('by'), reason: value('reason') }, { onSuccess: onDone })}
    >
      <TextField name="by" label={say('app.desk.skipName')} defaultValue={user?.name ?? ''} error={act.error} />
      <TextField name="reason" label={say('app.desk.skipReason')} error={act.error} autoFocus />
    </ActForm>
  )
}
