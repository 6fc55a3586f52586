import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import type { LookedResult, TodayView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { nextToHear } from './next-to-hear.ts'

/** Up to which day every payment is recorded; “I have looked” moves it. */
export function Looked({ today }: { today: TodayView }) {
  const { say } = useWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className={today.moneySeenUpTo ? 'glass' : 'glass needs'} onClick={() => setOpen(true)}>
        {today.moneySeenUpTo ? say('app.looked.upTo', { seenDay: today.moneySeenUpTo }) : say('app.looked.never')}
      </button>
      <LookedDialog today={today} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  )
}

interface Props {
  readonly today: TodayView
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Who would hear from us next: whoever has paid is ticked, and the day said up to which the bank was looked at. One undo for all of it. */
export function LookedDialog({ today, isOpen, onClose }: Props) {
  const { say } = useWords()
  const looked = useAct<LookedResult>('looked')
  const unpay = useAct('pay-undo')
  const retract = useRetract()
  const toast = useToast()
  const [paid, setPaid] = useState<ReadonlySet<string>>(new Set())
  const look = (value: (name: string) => string): void =>
    looked.mutate(
      { upTo: value('upTo'), paid: [...paid] },
      {
        onSuccess: ({ id, upTo, paymentIds }) => {
          onClose()
          setPaid(new Set())
          const undo = async (): Promise<void> => {
            for (const paymentId of paymentIds) await unpay.mutateAsync({ paymentId })
            retract.mutate({ noun: 'looked', id })
          }
          toast({ text: say('app.looked.done', { seenDay: upTo, count: paid.size }), undo: () => void undo() })
        },
      },
    )
  return (
    <Modal open={isOpen} onClose={onClose} title={say('app.looked.title')} lead={say('app.looked.lead')}>
      <ActForm error={looked.error} isPending={looked.isPending} button={say('app.looked.button')} onSubmit={look}>
        <WhoHasPaid today={today} paid={paid} onPaid={setPaid} />
        <TextField name="upTo" type="date" label={say('app.looked.day')} defaultValue={today.on} max={today.on} error={looked.error} />
      </ActForm>
      <p className="meta">
        <Link to="/bank">{say('app.bank.fromImport')}</Link>
      </p>
    </Modal>
  )
}

/** Each client who would hear from us next, with what is late, to be ticked. */
function WhoHasPaid(props: { today: TodayView; paid: ReadonlySet<string>; onPaid: (paid: ReadonlySet<string>) => void }) {
  const { say, amount } = useWords()
  const { today, paid, onPaid } = props
  const lines = nextToHear(today)
  if (lines.length === 0) return null
  return (
    <fieldset className="who-paid">
      <legend>{say('app.looked.who')}</legend>
      <div className="long-list">
        {lines.map(({ clientId, name, late }) => (
          <label className="pick" key={clientId}>
            <input
              type="checkbox"
              checked={paid.has(clientId)}
              onChange={() => onPaid(new Set(paid.has(clientId) ? [...paid].filter(id => id !== clientId) : [...paid, clientId]))}
            />
            <span className="who">{name}</span>
            <span className="amount">{late.map(a => amount(a.minor, a.currency)).join(', ')}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
