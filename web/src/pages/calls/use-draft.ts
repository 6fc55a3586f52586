import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallView, CheckView, DraftWire } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'
import { decimalOf, minorOf } from '../../words/format.ts'

const SAVE_AFTER_MS = 250
const AMOUNTS = ['amount', 'part', 'now'] as const

/** Amounts as somebody typed them become plain decimal text; what cannot be read yet stays out. */
function forServer(draft: DraftWire, currency: string): DraftWire {
  const read = Object.fromEntries(
    AMOUNTS.map(name => {
      const minor = draft[name] ? minorOf(draft[name], currency) : undefined
      return [name, minor === undefined ? '' : decimalOf(minor, currency)]
    }),
  )
  return { ...draft, ...read }
}

export interface KeptDraft {
  readonly draft: DraftWire
  readonly check: CheckView
  readonly savedAt: string | null
  /** The server does not answer: what is typed is kept in this browser. */
  readonly isUnsaved: boolean
  change(patch: Partial<DraftWire>): void
  /** Saves at once what is still to be saved. */
  flush(): Promise<void>
}

const keyOf = (id: string): string => `dunwell-call-${id}`

function unsavedIn(id: string): DraftWire | undefined {
  const kept = localStorage.getItem(keyOf(id))
  if (kept === null) return undefined
  try {
    return JSON.parse(kept) as DraftWire // written below, under this call’s own key
  } catch {
    return undefined
  }
}

/** What is typed in a call: saved as typed on the server, and in this browser until the server has it. Practice is kept nowhere. */
export function useDraft(view: CallView): KeptDraft {
  const { id } = view.call
  const isPractice = view.practice !== null
  const [draft, setDraft] = useState<DraftWire>(() => (isPractice ? view.draft : { ...view.draft, ...unsavedIn(id) }))
  const [check, setCheck] = useState(view.check)
  const [savedAt, setSavedAt] = useState(view.savedAt)
  const [isUnsaved, setUnsaved] = useState(false)
  const latest = useRef(draft)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const dirty = useRef(!isPractice && unsavedIn(id) !== undefined)

  const save = useCallback(async () => {
    clearTimeout(timer.current)
    if (!dirty.current) return
    dirty.current = false
    const sent = latest.current
    const path = isPractice ? `/calls/practice/${id.replace('practice:', '')}/draft` : `/calls/${id}/draft`
    try {
      const answer = await ask<CheckView & { savedAt?: string }>('PUT', path, forServer(sent, view.brief.currency))
      setCheck(answer)
      setUnsaved(false)
      if (answer.savedAt) setSavedAt(answer.savedAt)
      if (latest.current === sent) localStorage.removeItem(keyOf(id))
    } catch {
      dirty.current = true
      setUnsaved(true)
      timer.current = setTimeout(() => void save(), SAVE_AFTER_MS * 8)
    }
  }, [id, isPractice, view.brief.currency])

  const change = useCallback(
    (patch: Partial<DraftWire>) => {
      const next = { ...latest.current, ...patch }
      latest.current = next
      dirty.current = true
      setDraft(next)
      if (!isPractice) localStorage.setItem(keyOf(id), JSON.stringify(next))
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void save(), SAVE_AFTER_MS)
    },
    [id, isPractice, save],
  )
  useEffect(() => {
    if (dirty.current) void save()
    return () => void save()
  }, [save])
  return { draft, check, savedAt, isUnsaved, change, flush: save }
}
