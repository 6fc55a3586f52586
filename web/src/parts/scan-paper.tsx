import { useQuery } from '@tanstack/react-query'
import { useAct } from '../api/acts.ts'
import { ask } from '../api/client.ts'
import type { SettingsView } from '../api/types.ts'
import { useWords } from '../words/words.tsx'
import { Problem } from './problem.tsx'
import { useToast } from './toast.tsx'

const SOURCES = ['feeder', 'platen'] as const

/** The same from the firm’s scanner, where one is set: from its feeder or its glass, in one click. */
export function ScanPaper({ to, onDone }: { to: Readonly<Record<string, string>>; onDone: () => void }) {
  const { say } = useWords()
  const toast = useToast()
  const scan = useAct<{ name: string }>('scan')
  const { data } = useQuery({ queryKey: ['settings'], queryFn: () => ask<SettingsView>('GET', '/settings') })
  const papers = data?.settings.papers
  const isSet = papers !== null && typeof papers === 'object' && 'scanner' in papers && papers.scanner !== ''
  if (!isSet) return null
  const start = (source: string): void =>
    scan.mutate(
      { ...to, source, kind: 'order' },
      {
        onSuccess: ({ name }) => {
          toast({ text: say('app.papers.kept', { name }) })
          onDone()
        },
      },
    )
  return (
    <div className="stack">
      <Problem error={scan.error} />
      <p className="meta">
        {scan.isPending ? say('app.paperdesk.scanning') : `${say('app.paperdesk.scan')}, ${say('app.paperdesk.source')}`}
      </p>
      <div className="acts">
        {SOURCES.map(source => (
          <button
            key={source}
            type="button"
            className="btn"
            aria-disabled={scan.isPending}
            onClick={() => (scan.isPending ? undefined : start(source))}
          >
            {say(`app.paperdesk.${source}`)}
          </button>
        ))}
      </div>
    </div>
  )
}
