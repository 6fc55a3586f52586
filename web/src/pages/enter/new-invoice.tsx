import { useState } from 'react'
import { useAct, useRetract } from '../../api/acts.ts'
import type { InvoiceAdded } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { Modal } from '../../parts/modal.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { InvoiceForm } from './invoice-form.tsx'

/** Enters one invoice by hand: a button, the key `n`, a dialog. What was entered can be taken back whole. */
export function NewInvoice({ isQuiet = false }: { isQuiet?: boolean }) {
  const { say } = useWords()
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const add = useAct<InvoiceAdded>('add-invoice')
  const retract = useRetract()
  useKeys([{ keys: 'n', does: say('app.enter.title'), run: () => setOpen(true) }])
  const close = (): void => {
    setOpen(false)
    add.reset()
  }
  const takeBack = async (added: InvoiceAdded): Promise<void> => {
    await retract.mutateAsync({ noun: 'invoice', id: added.invoiceId })
    if (added.isNewClient) await retract.mutateAsync({ noun: 'client', id: added.clientId })
  }
  const submit = (body: Record<string, unknown>): void =>
    add.mutate(body, {
      onSuccess: added => {
        close()
        const text = say('app.enter.done', { number: added.number, client: added.client, dueOn: added.dueOn })
        toast({ text, undo: () => void takeBack(added) })
      },
    })
  return (
    <>
      <button type="button" className={isQuiet ? 'glass' : 'btn'} onClick={() => setOpen(true)}>
        {say('app.enter.open')} {isQuiet ? null : <kbd>n</kbd>}
      </button>
      <Modal open={isOpen} onClose={close} title={say('app.enter.title')}>
        <InvoiceForm error={add.error} isPending={add.isPending} onSubmit={submit} />
      </Modal>
    </>
  )
}
