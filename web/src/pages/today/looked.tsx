import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useRecord } from '../../api/acts.ts'
import type { TodayView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** Up to which day every payment is recorded; “I have looked” moves it. */
export function Looked({ today }: { today: TodayView }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const looked = useRecord('looked')
  return (
    <>
      <button type="button" className={today.moneySeenUpTo ? 'glass' : 'glass needs'} onClick={() => setOpen(true)}>
        {today.moneySeenUpTo ? say('app.looked.upTo', { seenDay: today.moneySeenUpTo }) : say('app.looked.never')}
      </button>
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say('app.looked.title')} lead={say('app.looked.lead')}>
        <ActForm
          error={looked.error}
          isPending={looked.isPending}
          button={say('app.looked.button')}
          onSubmit={value => looked.mutate({ upTo: value('upTo') }, { onSuccess: () => setOpen(false) })}
        >
          <TextField name="upTo" type="date" label={say('app.looked.day')} defaultValue={today.on} max={today.on} error={looked.error} />
        </ActForm>
        <p className="meta">
          <Link to="/bank">{say('app.bank.fromImport')}</Link>
        </p>
      </Modal>
    </>
  )
}
