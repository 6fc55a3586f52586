import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { ask } from '../../api/client.ts'
import type { ArrivedView } from '../../api/types.ts'
import { faultText } from '../../parts/fault-text.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { arrivedQuery } from '../today/arrived-files.tsx'

/** The folder from which invoices come in by themselves, and what came last. */
export function InvoiceFolderPart() {
  const { say } = useWords()
  const { data, error } = useQuery(arrivedQuery)
  return (
    <div className="stack">
      <p className="prose">{say('app.invoiceFolder.lead')}</p>
      <Problem error={error} />
      {data ? <Folder key={data.folder.path} view={data} /> : null}
      {data && data.latest.length > 0 ? <Latest view={data} /> : null}
    </div>
  )
}

function Folder({ view }: { view: ArrivedView }) {
  const words = useWords()
  const { say } = words
  const toast = useToast()
  const queries = useQueryClient()
  const set = useMutation({
    mutationFn: (body: { path: string; moved: boolean }) => ask('POST', '/settings/invoice-folder', body),
    onSuccess: async (_done, { path }) => {
      toast({ text: say(path === '' ? 'app.invoiceFolder.ended' : 'app.invoiceFolder.watched', { path }) })
      await queries.invalidateQueries()
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    set.mutate({ path: String(form.get('path') ?? '').trim(), moved: form.get('moved') === 'on' })
  }
  return (
    <form className="form" noValidate onSubmit={submit}>
      {view.folder.problem === null ? null : <p className="note is-lost">{faultText(words, view.folder.problem)}</p>}
      <TextField
        name="path"
        label={say('app.invoiceFolder.path')}
        hint={say('app.invoiceFolder.pathHint')}
        defaultValue={view.folder.path}
        autoComplete="off"
        spellCheck={false}
        error={set.error}
      />
      <label className="pick">
        <input type="checkbox" name="moved" defaultChecked={view.folder.moved} />
        <span>{say('app.invoiceFolder.moved')}</span>
      </label>
      <div className="acts">
        <button type="submit" className="btn main" aria-disabled={set.isPending}>
          {say('app.save')}
        </button>
      </div>
    </form>
  )
}

function Latest({ view }: { view: ArrivedView }) {
  const { say, day } = useWords()
  return (
    <section>
      <h3>{say('app.invoiceFolder.latest')}</h3>
      <ul className="standing">
        {view.latest.map(f => (
          <li key={f.id}>
            <p>
              {f.name}{' '}
              <span className="meta">
                {say(`app.invoiceFolder.state-${f.state}`)} · {day(f.arrivedAt.slice(0, 10), 'short')}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
