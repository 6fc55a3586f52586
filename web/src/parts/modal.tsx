import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useWords } from '../words/words.tsx'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** One sentence below the title. */
  readonly lead?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** A dialog over the page: focus stays inside, Escape leaves, the page behind is silent. */
export function Modal({ open, onClose, title, lead, wide, children }: Props) {
  const { say } = useWords()
  return (
    <Dialog.Root open={open} onOpenChange={now => (now ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content
          className={wide ? 'modal wide' : 'modal'}
          onOpenAutoFocus={toFirstField}
          {...(lead ? {} : { 'aria-describedby': undefined })}
        >
          <div className="row">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="btn text close">{say('app.close')}</Dialog.Close>
          </div>
          {lead ? <Dialog.Description className="quiet">{lead}</Dialog.Description> : null}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Where there is something to fill in, one begins there rather than at “Close”. */
function toFirstField(event: Event): void {
  const field = event.target instanceof HTMLElement ? event.target.querySelector<HTMLElement>('input, select, textarea') : null
  if (!field) return
  event.preventDefault()
  field.focus()
}
