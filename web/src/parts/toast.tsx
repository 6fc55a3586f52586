import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { useKeys } from '../app/keys.tsx'
import { useWords } from '../words/words.tsx'

export interface Toast {
  readonly text: string
  readonly undo?: () => void
  readonly tone?: 'lost'
}
type Show = (toast: Toast) => void
const ToastContext = createContext<Show>(() => undefined)

/** Says at the foot of the page what was just done, with its undo. */
export const useToast = (): Show => useContext(ToastContext)

const SHOWN_MS = 12_000

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | undefined>()
  const show = useCallback((next: Toast) => setToast(next), [])
  useEffect(() => {
    if (!toast) return
    const timer = setTimeout(() => setToast(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [toast])
  const undo = useMemo(() => {
    const act = toast?.undo
    return act
      ? () => {
          setToast(undefined)
          act()
        }
      : undefined
  }, [toast])
  return (
    <ToastContext.Provider value={show}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toast ? <Shown toast={toast} undo={undo} /> : null}
      </div>
    </ToastContext.Provider>
  )
}

function Shown({ toast, undo }: { toast: Toast; undo: (() => void) | undefined }) {
  const { say } = useWords()
  useKeys(undo ? [{ keys: 'z', does: say('app.keys.undo'), run: undo }] : [])
  return (
    <div className={toast.tone === 'lost' ? 'toast lost' : 'toast'}>
      <span>{toast.text}</span>
      {undo ? (
        <button type="button" className="btn text" onClick={undo}>
          {say('app.undo')} <kbd>z</kbd>
        </button>
      ) : null}
    </div>
  )
}
