import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import type { LookedResult, TodayView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** Up to which day every payment is recorded; “I have looked” moves it. */
export function Looked({ today }: { today: TodayView }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  const looked = useAct<LookedResult>('looked')
  const retract = useRetract()
  const toast = useToast()
  const look = (value: (name: string) => string): void =>
    looked.mutate(
      { upTo: value('upTo') },
      {
        onSuccess: ({ id, upTo }) => {
          setOpen(false)
          toast({ text: say('app.looked.done', { seenDay: upTo }), undo: () => retract.mutate({ noun: 'looked', id }) })
        },
      },
    )
  return (
    <>
      <button type="button" className={today.moneySeenUpTo ? 'glass' : 'glass needs'} onClick={() => setOpen(true)}>
        {today.moneySeenUpTo ? say('app.looked.upTo', { seenDay: today.moneySeenUpTo }) : say('app.looked.never')}
      </button>
      <Modal open={isOpen} onClose={() => setOpen(false)} title={say('app.looked.title')} lead={say('app.looked.lead')}>
        <ActForm error={looked.error} isPending={looked.isPending} button={say('app.looked.button')} onSubmit={look}>
          <TextField name="upTo" type="date" label={say('app.looked.day')} defaultValue={today.on} max={today.on} error={looked.error} />
        </ActForm>
        <p className="meta">
          <Link to="/bank">{say('app.bank.fromImport')}</Link>
        </p>
      </Modal>
    </>
  )
}
