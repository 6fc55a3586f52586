import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'
import { Field, SelectField } from './field.tsx'
import { PaperPreview } from './paper-preview.tsx'
import { Problem } from './problem.tsx'
import { ScanPaper } from './scan-paper.tsx'
import { useToast } from './toast.tsx'

const KINDS = ['order', 'delivery', 'receipt', 'acceptance', 'agreement', 'other'] as const

interface Props {
  readonly papers: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
  /** What is said where there is none. */
  readonly none: string
  /** Where a new paper belongs. */
  readonly to: Readonly<Partial<Record<'client' | 'invoice' | 'agreement', string>>>
}

/** The papers of a client, an invoice or an agreement: each found again in one click, a new one kept in three. */
export function Papers({ papers, none, to }: Props) {
  const { say } = useWords()
  const [shown, setShown] = useState<string>()
  return (
    <section className="part">
      <h2>{say('app.side.papers')}</h2>
      {papers.length === 0 ? <p className="quiet">{none}</p> : null}
      <ul>
        {papers.map(p => (
          <li key={p.id}>
            <a href={`/api/v1/documents/${p.id}`}>{p.name}</a> <span className="meta">{say(`app.paper.${p.kind}`)}</span>{' '}
            <button
              type="button"
              className="link meta"
              aria-label={say('app.paperdesk.previewOf', { name: p.name })}
              onClick={() => setShown(p.id)}
            >
              {say('app.paperdesk.preview')}
            </button>
          </li>
        ))}
      </ul>
      <KeepPaper to={to} />
      {shown ? <PaperPreview id={shown} onClose={() => setShown(undefined)} /> : null}
    </section>
  )
}

interface Kept {
  readonly papers: readonly { readonly name: string; readonly known: boolean }[]
}

function KeepPaper({ to }: Pick<Props, 'to'>) {
  const { say } = useWords()
  const queries = useQueryClient()
  const toast = useToast()
  const [isOpen, setOpen] = useState(false)
  const keep = useMutation({
    mutationFn: (form: FormData) => ask<Kept>('POST', '/documents', form),
    onSuccess: async ({ papers }) => {
      const [paper] = papers
      if (paper) toast({ text: say(paper.known ? 'app.papers.known' : 'app.papers.kept', { name: paper.name }) })
      setOpen(false)
      await queries.invalidateQueries()
    },
  })
  if (!isOpen)
    return (
      <p className="acts">
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {say('app.papers.add')}
        </button>
      </p>
    )
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    for (const [name, value] of Object.entries(to)) form.set(name, value)
    keep.mutate(form)
  }
  return (
    <form className="form" onSubmit={submit}>
      <Problem error={keep.error} />
      <Field label={say('app.papers.file')} name="files">
        {id => <input id={id} name="files" type="file" required />}
      </Field>
      <SelectField
        label={say('app.papers.kind')}
        name="kind"
        initial="order"
        options={KINDS.map(k => [k, say(`app.paper.${k}`)] as const)}
      />
      <div className="acts">
        <button type="submit" className="btn" aria-disabled={keep.isPending}>
          {say('app.papers.keep')}
        </button>
        <button type="button" className="btn text" onClick={() => setOpen(false)}>
          {say('app.close')}
        </button>
      </div>
      <ScanPaper to={to} onDone={() => setOpen(false)} />
    </form>
  )
}
