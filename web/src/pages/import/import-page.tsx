import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiRefusal, ask } from '../../api/client.ts'
import type { DocumentResult, ImportAnswers, ImportPreview } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { DropZone } from '../../parts/drop-zone.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { EInvoices } from './e-invoices.tsx'
import { Preview } from './preview.tsx'
import { Questions } from './questions.tsx'

function formOf(files: readonly File[], answers: ImportAnswers): FormData {
  const form = new FormData()
  for (const file of files) form.append('files', file)
  form.set('answers', JSON.stringify(answers))
  return form
}

/** XML and signed XML are e-invoices; PDFs alone are tried as such, and taken as copies where they hold no invoice data. */
const mayBeEInvoices = (files: readonly File[]): boolean =>
  files.every(f => /\.(xml|p7m)$/i.test(f.name)) || files.every(f => /\.pdf$/i.test(f.name))
const areCopies = (error: Error): boolean => error instanceof ApiRefusal && error.faults[0]?.code === 'not-an-e-invoice'

interface Done {
  readonly batchId: string | null
}

/** Bring lists in: drop them, see everything that would come, answer what nobody may guess, confirm. */
export function ImportPage() {
  const { say } = useWords()
  useTitle(say('app.import.title'))
  const navigate = useNavigate()
  const queries = useQueryClient()
  const toast = useToast()
  const [files, setFiles] = useState<readonly File[]>([])
  const [answers, setAnswers] = useState<ImportAnswers>({})
  const preview = useMutation({
    mutationFn: (given: { files: readonly File[]; answers: ImportAnswers }) =>
      ask<ImportPreview>('POST', '/imports/preview', formOf(given.files, given.answers)),
  })
  const eInvoices = useMutation({
    mutationFn: (given: readonly File[]) => ask<{ documents: readonly DocumentResult[] }>('POST', '/e-invoices/preview', formOf(given, {})),
    onError: (error, given) => (areCopies(error) ? preview.mutate({ files: given, answers: {} }) : undefined),
  })
  const undo = useMutation({
    mutationFn: (batchId: string) => ask('POST', '/imports/undo', { batchId }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const confirm = useMutation({
    mutationFn: () => ask<Done>('POST', '/imports', formOf(files, answers)),
    onSuccess: async ({ batchId }) => {
      const text = say('app.import.done', { count: (preview.data?.counts.new ?? 0) + (preview.data?.counts.payments ?? 0) })
      toast({ text, ...(batchId ? { undo: () => undo.mutate(batchId) } : {}) })
      await queries.invalidateQueries()
      await navigate({ to: '/' })
    },
  })
  const take = (given: readonly File[]): void => {
    if (given.length === 0) return
    setFiles(given)
    setAnswers({})
    preview.reset()
    eInvoices.reset()
    if (mayBeEInvoices(given)) eInvoices.mutate(given)
    else preview.mutate({ files: given, answers: {} })
  }
  const answer = (more: ImportAnswers): void => {
    const all = { ...answers, ...more }
    setAnswers(all)
    preview.mutate({ files, answers: all })
  }
  const data = preview.data
  return (
    <main className="page import" id="main">
      <h1>{say('app.import.title')}</h1>
      <p className="lead">{say('app.import.lead')}</p>
      <DropZone
        onFiles={take}
        accept=".csv,.txt,.tsv,.xlsx,.pdf,.xml,.p7m"
        title={files.length > 0 ? files.map(f => f.name).join(', ') : say('app.import.drop')}
        hint={say(files.length > 0 ? 'app.import.another' : 'app.import.formats')}
      />
      <p className="meta">
        <Link to="/bank">{say('app.bank.fromImport')}</Link>
      </p>
      <Problem
        error={preview.error ?? confirm.error ?? undo.error ?? (eInvoices.error && !areCopies(eInvoices.error) ? eInvoices.error : null)}
      />
      {eInvoices.data ? <EInvoices documents={eInvoices.data.documents} form={() => formOf(files, {})} /> : null}
      {preview.isPending && !data ? (
        <p className="meta" aria-busy="true">
          {say('app.import.reading')}
        </p>
      ) : null}
      {data ? (
        <>
          <Preview preview={data} />
          <Questions preview={data} answers={answers} onAnswer={answer} />
          <div className="acts">
            <button
              type="button"
              className="btn main"
              aria-disabled={!data.ready || data.nothingNew || confirm.isPending}
              onClick={() => (data.ready && !data.nothingNew && !confirm.isPending ? confirm.mutate() : undefined)}
            >
              {confirm.isPending
                ? say('app.working')
                : say('app.import.confirm', { invoices: data.counts.new, payments: data.counts.payments })}
            </button>
            <p className="fine">
              {say(data.nothingNew ? 'app.import.nothingNew' : data.ready ? 'app.import.allOrNothing' : 'app.import.answerFirst')}
            </p>
          </div>
        </>
      ) : null}
    </main>
  )
}
