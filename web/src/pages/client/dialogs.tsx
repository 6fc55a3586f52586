import { useState } from 'react'
import type { ClientView } from '../../api/types.ts'
import { Modal } from '../../parts/modal.tsx'
import { useWords } from '../../words/words.tsx'
import { DisputeForm } from './dispute-form.tsx'
import { ExtendForm } from './extend-form.tsx'
import { HoldForm } from './hold-form.tsx'
import { LimitsForm } from './limits-form.tsx'
import { NoteForm } from './note-form.tsx'
import { PayForm } from './pay-form.tsx'
import { PlanForm } from './plan-form.tsx'
import { PromiseForm } from './promise-form.tsx'
import { ReasonForm } from './reason-form.tsx'

export type DialogName = 'pay' | 'promise' | 'plan' | 'note' | 'hold' | 'dispute' | 'extend' | 'reason' | 'limits' | 'more'

const FORMS = {
  pay: PayForm,
  promise: PromiseForm,
  plan: PlanForm,
  note: NoteForm,
  hold: HoldForm,
  dispute: DisputeForm,
  extend: ExtendForm,
  reason: ReasonForm,
  limits: LimitsForm,
} as const

/** What can be recorded about a client, one small form each. */
export function ClientDialogs(props: {
  client: ClientView
  open: DialogName | undefined
  first?: string
  onOpen: (dialog: DialogName | undefined) => void
}) {
  const { say } = useWords()
  const { client, open, first, onOpen } = props
  const [, setTries] = useState(0)
  const close = (): void => {
    onOpen(undefined)
    setTries(n => n + 1)
  }
  const Form = open && open !== 'more' ? FORMS[open] : undefined
  return (
    <Modal open={open !== undefined} onClose={close} title={say(`app.dialog.${open ?? 'more'}`)} lead={client.name}>
      {Form ? <Form client={client} first={first} onDone={close} /> : null}
      {open === 'more' ? (
        <div className="stack">
          {(['reason', 'dispute', 'extend', 'hold', 'promise', 'plan', 'note'] as const).map(name => (
            <button key={name} type="button" className="btn" onClick={() => onOpen(name)}>
              {say(`app.dialog.${name}`)}
            </button>
          ))}
        </div>
      ) : null}
    </Modal>
  )
}
