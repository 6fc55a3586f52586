import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { ArrivedFile, ArrivedView } from '../../api/types.ts'
import { AskTerms } from '../../parts/ask-terms.tsx'
import { faultText } from '../../parts/fault-text.ts'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

export const arrivedQuery = {
  queryKey: ['arrived-files'],
  queryFn: () => ask<ArrivedView>('GET', '/arrived-files'),
  refetchInterval: 60_000,
}

/** Invoice files that came by themselves and wait for a person. Nothing is shown while none does. */
export function ArrivedFiles() {
  const words = useWords()
  const { say } = words
  const { data } = useQuery(arrivedQuery)
  if (!data || (data.waiting.length === 0 && data.folder.problem === null)) return null
  return (
    <div className="attention">
      {data.folder.problem === null ? null : (
        <p className="note is-lost">{say('app.arrived.folderProblem', { problem: faultText(words, data.folder.problem) })}</p>
      )}
      {data.waiting.map(file => (
        <Waiting key={file.id} file={file} />
      ))}
    </div>
  )
}

function Waiting({ file }: { file: ArrivedFile }) {
  const { say } = useWords()
  const toast = useToast()
  const take = useAct<ArrivedFile>('take-arrived')
  const decline = useAct<ArrivedFile>('decline-arrived')
  const isBusy = take.isPending || decline.isPending
  const settle = (how: 'taken' | 'declined', more: { termsDays?: number } = {}): void => {
    if (isBusy) return
    const act = how === 'taken' ? take : decline
    act.mutate({ file: file.id, ...more }, { onSuccess: () => toast({ text: say(`app.arrived.${how}`, { name: file.name }) }) })
  }
  const isRefused = file.state === 'refused'
  return (
    <div className={`note ${isRefused ? 'is-lost' : 'needs-you'}`}>
      <p>
        <b>{file.name}</b> <span className="meta">{file.via === 'mail' ? say('app.arrived.byMail', { whence: file.whence }) : null}</span>
      </p>
      <Says file={file} />
      <Problem error={take.error ?? decline.error} />
      {file.faults.some(f => f.code === 'due-date-missing') ? (
        <AskTerms isBusy={isBusy} onAnswer={termsDays => settle('taken', { termsDays })} />
      ) : null}
      <div className="acts">
        <button type="button" className="btn" aria-disabled={isBusy} onClick={() => settle('taken')}>
          {say(isRefused ? 'app.arrived.retry' : 'app.arrived.take')}
        </button>
        <button type="button" className="btn" aria-disabled={isBusy} onClick={() => settle('declined')}>
          {say('app.arrived.decline')}
        </button>
      </div>
    </div>
  )
}

function Says({ file }: { file: ArrivedFile }) {
  const words = useWords()
  const { say } = words
  return (
    <>
      {file.faults.map(f => (
        <p key={`${f.code} ${f.message}`} className="meta">
          {f.line === undefined ? '' : `${say('app.fault.line', { line: f.line })}: `}
          {faultText(words, f)}
        </p>
      ))}
      {file.documents.map(d => (
        <p key={`${d.kind} ${d.number} ${d.client}`} className="meta">
          {d.kind === 'status'
            ? say('app.arrived.status', { number: d.number, client: d.client })
            : say(`app.arrived.${d.outcome}`, {
                number: d.number,
                client: d.client,
                totalAmount: d.amount ? `${d.amount.minor} ${d.amount.currency}` : '',
                changes: d.changes.map(c => say(`app.arrived.field-${c}`)).join(', '),
              })}
        </p>
      ))}
    </>
  )
}
