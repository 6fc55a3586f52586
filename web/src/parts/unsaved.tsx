import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, useRef } from 'react'
import { useWords } from '../words/words.tsx'
import { Modal } from './modal.tsx'

const TYPED = 'data-typed'
/** A form that somebody typed in and did not send, or that was refused. */
const UNSAVED = `form[${TYPED}], form:has([aria-invalid=true]), form:has([role=alert])`

/** Forms whose words are not lost in silence: whoever leaves with some unsaved is asked first. */
export function Unsaved({ children }: { children: ReactNode }) {
  const { say } = useWords()
  const forms = useRef<HTMLDivElement>(null)
  const isUnsaved = (): boolean => forms.current?.querySelector(UNSAVED) !== null
  const blocker = useBlocker({ shouldBlockFn: isUnsaved, enableBeforeUnload: isUnsaved, withResolver: true })
  const formOf = (event: { target: EventTarget }): Element | null => (event.target instanceof Element ? event.target.closest('form') : null)
  return (
    <div ref={forms} onInput={event => formOf(event)?.setAttribute(TYPED, '')} onSubmit={event => formOf(event)?.removeAttribute(TYPED)}>
      {children}
      <Modal
        open={blocker.status === 'blocked'}
        onClose={() => blocker.reset?.()}
        title={say('app.unsaved.title')}
        lead={say('app.unsaved.lead')}
      >
        <div className="acts">
          <button type="button" className="btn main" onClick={() => blocker.reset?.()}>
            {say('app.unsaved.stay')}
          </button>
          <button type="button" className="btn" onClick={() => blocker.proceed?.()}>
            {say('app.unsaved.leave')}
          </button>
        </div>
      </Modal>
    </div>
  )
}
