import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { ask } from '../api/client.ts'
import type { SearchHit } from '../api/types.ts'
import { Modal } from '../parts/modal.tsx'
import { PaperPreview } from '../parts/paper-preview.tsx'
import { useWords } from '../words/words.tsx'

/** Finds a client by name, an invoice by number, a paper by its words; arrows choose, Enter opens. */
export function SearchDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { say } = useWords()
  const [paper, setPaper] = useState<string>()
  return (
    <>
      <Modal open={open} onClose={onClose} title={say('app.search.title')}>
        <Search
          onClose={onClose}
          onPaper={id => {
            onClose()
            setPaper(id)
          }}
        />
      </Modal>
      {paper ? <PaperPreview id={paper} onClose={() => setPaper(undefined)} /> : null}
    </>
  )
}

function Search({ onClose, onPaper }: { onClose: () => void; onPaper: (id: string) => void }) {
  const { say } = useWords()
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const query = useDeferredValue(text.trim())
  const { data = [] } = useQuery({
    queryKey: ['search', query],
    queryFn: () => ask<SearchHit[]>('GET', `/search?q=${encodeURIComponent(query)}`),
    enabled: query.length > 0,
    placeholderData: before => before ?? [],
  })
  const go = (hit: SearchHit | undefined): void => {
    if (!hit) return
    if (hit.kind === 'paper') {
      onPaper(hit.id)
      return
    }
    onClose()
    void (hit.kind === 'client'
      ? navigate({ to: '/clients/$clientId', params: { clientId: hit.id } })
      : navigate({ to: '/invoices/$invoiceId', params: { invoiceId: hit.id } }))
  }
  return (
    <div className="search">
      <input
        type="text"
        role="combobox"
        aria-expanded={data.length > 0}
        aria-controls="found"
        aria-label={say('app.search.title')}
        aria-activedescendant={data[at] ? `found-${at}` : undefined}
        placeholder={say('app.search.hint')}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={event => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step !== 0) {
            event.preventDefault()
            setAt(now => Math.max(0, Math.min(data.length - 1, now + step)))
          }
          if (event.key === 'Enter') go(data[at])
        }}
      />
      <div id="found" role="listbox" aria-label={say('app.search.found')}>
        {data.map((hit, i) => (
          <div
            key={hit.id}
            id={`found-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={i === at}
            onClick={() => go(hit)}
            onKeyDown={() => undefined}
          >
            <span>{hit.label}</span>
            <span className="meta">{hit.detail}</span>
          </div>
        ))}
      </div>
      {query && data.length === 0 ? <p className="meta">{say('app.search.nothing', { text: query })}</p> : null}
    </div>
  )
}
