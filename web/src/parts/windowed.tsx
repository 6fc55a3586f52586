// biome-ignore-all lint/a11y/useSemanticElements: rows that stand by position cannot be table elements
// biome-ignore-all lint/a11y/useFocusableInteractive: rows and cells of a table that is only read take no focus
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { useKeys } from '../app/keys.tsx'
import { useWords } from '../words/words.tsx'

interface Props {
  readonly label: string
  readonly head: ReactNode
  readonly total: number
  readonly row: (index: number) => ReactNode
  /** Rows that should be there next: [from, to). */
  readonly onRange: (from: number, to: number) => void
  readonly className?: string
}

const AHEAD = 12

/** A table of any length: only the rows near the window exist, all of one height (`--row` in the style sheet). */
export function Windowed({ label, head, total, row, onRange, className = '' }: Props) {
  const { say } = useWords()
  const body = useRef<HTMLDivElement>(null)
  const [[from, to], setRange] = useState<readonly [number, number]>([0, 40])
  const [height, setHeight] = useState(44)
  const look = useCallback(() => {
    const element = body.current
    if (!element) return
    const rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue('--row')) || 44
    const top = -element.getBoundingClientRect().top
    const first = Math.max(0, Math.floor(top / rowHeight) - AHEAD)
    const last = Math.min(total, Math.ceil((top + window.innerHeight) / rowHeight) + AHEAD)
    setHeight(rowHeight)
    setRange(now => (now[0] === first && now[1] === last ? now : [first, Math.max(first, last)]))
  }, [total])
  useEffect(() => {
    look()
    window.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [look])
  useEffect(() => onRange(from, to), [onRange, from, to])
  useKeys([
    { keys: 'j', does: say('app.keys.next'), run: () => step(body.current, 1) },
    { keys: 'k', does: say('app.keys.previous'), run: () => step(body.current, -1) },
  ])
  return (
    <div className={`rows ${className}`} role="table" aria-label={label} aria-rowcount={total + 1}>
      <div role="rowgroup">
        <div className="r head" role="row" aria-rowindex={1}>
          {head}
        </div>
      </div>
      <div role="rowgroup" ref={body} style={{ height: total * height, position: 'relative' }}>
        {Array.from({ length: Math.max(0, Math.min(to, total) - from) }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
          <div className="r" role="row" key={from + i} aria-rowindex={from + i + 2} style={{ top: (from + i) * height }}>
            {row(from + i)}
          </div>
        ))}
      </div>
    </div>
  )
}

export const Cell = ({ className = '', children }: { className?: string; children: ReactNode }) => (
  <span role="cell" className={className}>
    {children}
  </span>
)
export const HeadCell = ({ className = '', children }: { className?: string; children: ReactNode }) => (
  <span role="columnheader" className={className}>
    {children}
  </span>
)
/** A row that is still being fetched. */
export const WaitingCell = () => <span role="cell" className="waiting" aria-busy="true" />

/** Moves the focus to the next row’s link; from nowhere, to the first that is seen. */
function step(body: HTMLElement | null, by: 1 | -1): void {
  const links = [...(body?.querySelectorAll<HTMLElement>('a.row-link') ?? [])]
  const at = links.indexOf(document.activeElement as HTMLElement) // an element, or the body
  const seen = links.findIndex(l => l.getBoundingClientRect().top > 60)
  const next = links[at === -1 ? seen : at + by]
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'nearest' })
}
