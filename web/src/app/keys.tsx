import { useEffect, useId, useSyncExternalStore } from 'react'
import { Modal } from '../parts/modal.tsx'
import { useWords } from '../words/words.tsx'

export interface Key {
  /** `a`, or two in a row: `g t`. */
  readonly keys: string
  readonly does: string
  readonly run: () => void
}

// Keys of the mounted parts; no two parts that can stand on screen together use the same key.
const layers = new Map<string, readonly Key[]>()
const listeners = new Set<() => void>()
let snapshot: readonly Key[] = []
let lead: { readonly key: string; readonly at: number } | undefined

function tell(): void {
  snapshot = [...layers.values()].flat()
  for (const listener of listeners) listener()
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Enter belongs to the button, link or fold that has the focus; only on the line that is open already it does what the key says. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  const focused = key === 'Enter' && target instanceof Element ? target.closest('button, a[href], summary') : null
  return focused !== null && focused.getAttribute('aria-current') !== 'true'
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isPressing(event)) return
  if (document.querySelector('[role=dialog], [role=menu]')) return
  const both = lead && event.timeStamp - lead.at < 1500 ? `${lead.key} ${event.key}` : undefined
  const found = snapshot.find(k => k.keys === both) ?? snapshot.find(k => k.keys === event.key)
  lead = snapshot.some(k => k.keys.startsWith(`${event.key} `)) ? { key: event.key, at: event.timeStamp } : undefined
  if (!found) return
  event.preventDefault()
  lead = undefined
  found.run()
}

window.addEventListener('keydown', pressed)

/** These keys work while the caller is on screen; they stand in the list that `?` shows. */
export function useKeys(keys: readonly Key[]): void {
  const id = useId()
  useEffect(() => {
    layers.set(id, keys)
    tell()
  })
  useEffect(
    () => () => {
      layers.delete(id)
      tell()
    },
    [id],
  )
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { say } = useWords()
  const current = useSyncExternalStore(subscribe, () => snapshot)
  const shown = new Map(current.map(k => [k.keys, k.does]))
  return (
    <Modal open={open} onClose={onClose} title={say('app.keys.title')}>
      <dl className="key-list">
        {[...shown].map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map(k => (
                <kbd key={k}>{k}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
