import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ApiRefusal, ask } from '../../api/client.ts'
import type { DocumentResult, ImportAnswers, ImportPreview } from '../../api/types.ts'
import { useTitle } from '../../app/title.ts'
import { AskTerms } from '../../parts/ask-terms.tsx'
import { DropZone } from '../../parts/drop-zone.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { AskColumnsAgain, ColumnAsksDialog, useColumnAsks } from './column-asks.tsx'
import { EInvoices } from './e-invoices.tsx'
import { formOf } from './form.ts'
import { nothingIn, Preview } from './preview.tsx'
import { Questions } from './questions.tsx'
import { Will } from './will.tsx'

/** E-invoices among them are found by content; spreadsheets and text files alone need not be asked about. */
const mayBeEInvoices = (files: readonly File[]): boolean => files.some(f => /\.(xml|p7m|pdf|zip)$/i.test(f.name))

interface Sorted {
  readonly documents: readonly DocumentResult[]
  /** Names of the files that are lists or plain copies. */
  readonly others: readonly string[]
}

interface Terms {
  readonly termsDays?: number
}
const statesNoDueDay = (error: Error | null): boolean =>
  error instanceof ApiRefusal && error.faults.every(f => f.code === 'due-date-missing')

type Say = ReturnType<typeof useWords>['say']

interface Done {
  readonly batchId: string | null
}

const NAMED = 5
function namesOf(say: Say, files: readonly File[]): string {
  const named = files.slice(0, NAMED).map(f => f.name)
  return [...named, ...(files.length > NAMED ? [say('app.today.andMore', { count: files.length - NAMED })] : [])].join(', ')
}

/** What came in, once it has. */
function doneText(say: Say, { counts, copies }: ImportPreview): string {
  const count = counts.new + counts.changed + counts.creditNotes + counts.payments
  if (count > 0) return say('app.import.done', { count })
  const kept = copies.filter(copy => copy.invoice !== null && copy.why !== 'known').length
  return kept > 0 ? say('app.importCopies.done', { count: kept }) : say('app.importWill.done')
}

/** Bring lists in: drop them, see everything that would come, answer what nobody may guess, confirm. */
export function ImportPage() {
  const { say } = useWords()
  useTitle(say('app.import.title'))
  const navigate = useNavigate()
  const queries = useQueryClient()
  const toast = useToast()
  const [files, setFiles] = useState<readonly File[]>([])
  const [lists, setLists] = useState<readonly File[]>([])
  const [terms, setTerms] = useState<Terms>({})
  const [answers, setAnswers] = useState<ImportAnswers>({})
  /** Kept while an answer is on its way: what is shown stays where it is. */
  const [data, setData] = useState<ImportPreview>()
  const columns = useColumnAsks()
  const preview = useMutation({
    onSuccess: setData,
    onError: (error, { files, answers }) => columns.askAfter(error, files, answers),
    mutationFn: (given: { files: readonly File[]; answers: ImportAnswers }) =>
      ask<ImportPreview>('POST', '/imports/preview', formOf(given.files, given.answers)),
  })
  const eInvoices = useMutation({
    mutationFn: ({ given, terms }: { given: readonly File[]; terms: Terms }) =>
      ask<Sorted>('POST', '/e-invoices/preview', formOf(given, terms)),
    onSuccess: ({ others }, { given }) => {
      const lists = given.filter(f => others.includes(f.name))
      setLists(lists)
      if (lists.length > 0) preview.mutate({ files: lists, answers: {} })
    },
  })
  const undo = useMutation({
    mutationFn: (batchId: string) => ask('POST', '/imports/undo', { batchId }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const forget = useMutation({
    mutationFn: (id: string) => ask('POST', '/imports/forget', { id }),
    onSuccess: () => {
      setData(undefined)
      preview.mutate({ files: lists, answers })
    },
  })
  const confirm = useMutation({
    mutationFn: () => ask<Done>('POST', '/imports', formOf(lists, answers)),
    onSuccess: async ({ batchId }) => {
      toast({ text: data ? doneText(say, data) : say('app.importWill.done'), ...(batchId ? { undo: () => undo.mutate(batchId) } : {}) })
      await queries.invalidateQueries()
      await navigate({ to: '/' })
    },
  })
  const take = (given: readonly File[]): void => {
    if (given.length === 0) return
    setFiles(given)
    setLists(given)
    setAnswers({})
    preview.reset()
    columns.leave()
    setData(undefined)
    eInvoices.reset()
    setTerms({})
    if (mayBeEInvoices(given)) eInvoices.mutate({ given, terms: {} })
    else preview.mutate({ files: given, answers: {} })
  }
  const answer = (more: ImportAnswers): void => {
    const all = { ...answers, ...more }
    setAnswers(all)
    preview.mutate({ files: lists, answers: all })
  }
  return (
    <main className="page import" id="main">
      <h1>{say('app.import.title')}</h1>
      <p className="lead">{say('app.import.lead')}</p>
      <DropZone
        onFiles={take}
        accept=".csv,.txt,.tsv,.xlsx,.pdf,.xml,.p7m,.zip"
        title={files.length > 0 ? namesOf(say, files) : say('app.import.drop')}
        hint={say(files.length > 0 ? 'app.import.another' : 'app.import.formats')}
      />
      <p className="meta">
        <Link to="/bank">{say('app.bank.fromImport')}</Link> · <Link to="/preflight">{say('app.preflight.title')}</Link> ·{' '}
        <Link to="/corrections">{say('app.agreement.title')}</Link> · <Link to="/unbilled">{say('app.unbilled.place')}</Link> ·{' '}
        <Link to="/settings/$part" params={{ part: 'invoice-folder' }}>
          {say('app.settings.invoice-folder')}
        </Link>
      </p>
      <Problem area="import" error={preview.error ?? confirm.error ?? undo.error ?? forget.error ?? columns.error} />
      <AskColumnsAgain error={preview.error} onAsk={() => (preview.error ? columns.askAfter(preview.error, lists, answers) : undefined)} />
      <ColumnAsksDialog asks={columns} answers={answers} onAnswer={answer} />
      <Problem error={eInvoices.error} />
      {statesNoDueDay(eInvoices.error) ? (
        <AskTerms
          isBusy={eInvoices.isPending}
          onAnswer={termsDays => {
            setTerms({ termsDays })
            eInvoices.mutate({ given: files, terms: { termsDays } })
          }}
        />
      ) : null}
      {eInvoices.data && eInvoices.data.documents.length > 0 ? (
        <EInvoices
          documents={eInvoices.data.documents}
          form={() =>
            formOf(
              files.filter(f => !lists.includes(f)),
              terms,
            )
          }
          isLast={lists.length === 0}
        />
      ) : null}
      {preview.isPending && !data ? (
        <p className="meta" aria-busy="true">
          {say('app.import.reading')}
        </p>
      ) : null}
      {data ? (
        <>
          <Preview preview={data} onColumns={name => columns.askOf(name, lists, answers)} onForget={forget.mutate} />
          <Questions preview={data} answers={answers} onAnswer={answer} />
          {data.ready && !data.nothingNew ? <Will preview={data} /> : null}
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
              {say(data.nothingNew ? `app.${nothingIn(data)}` : data.ready ? 'app.import.allOrNothing' : 'app.import.answerFirst')}
            </p>
          </div>
        </>
      ) : null}
    </main>
  )
}
