import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiRefusal, ask } from '../../api/client.ts'
import type { ListColumns, StatementImport } from '../../api/types.ts'
import { DropZone } from '../../parts/drop-zone.tsx'
import { TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { ListColumnsForm, type Mapping } from './list-columns.tsx'

interface Given {
  readonly files: readonly File[]
  readonly mapping?: Mapping
  readonly account?: string
  readonly confirmGap?: boolean
}

const has = (error: Error | null, code: string): boolean => error instanceof ApiRefusal && error.faults.some(f => f.code === code)

const formOf = (files: readonly File[]): FormData => {
  const form = new FormData()
  for (const file of files) form.append('file', file)
  return form
}

/** Statements by drag and drop. What the file does not say, or what does not add up, is asked once. */
export function StatementDrop() {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  const [given, setGiven] = useState<Given>({ files: [] })
  const undo = useMutation({
    mutationFn: (batch: string) => ask('POST', '/acts/bank-undo-import', { batch }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const bring = useMutation({
    mutationFn: ({ files, account, confirmGap, mapping }: Given) => {
      const form = formOf(files)
      if (mapping) form.set('mapping', JSON.stringify(mapping))
      if (account) form.set('account', account)
      if (confirmGap) form.set('confirmGap', 'true')
      return ask<StatementImport>('POST', '/bank/import', form)
    },
    onSuccess: async ({ batchId, newLines, knownLines, matched }) => {
      const { applied, recordedBefore: recorded, proposed } = matched
      const text = say('app.bank.brought', { fresh: newLines, known: knownLines, applied, recorded, proposed })
      toast({ text, ...(batchId ? { undo: () => undo.mutate(batchId) } : {}) })
      await queries.invalidateQueries()
    },
  })
  const [lists, setLists] = useState<readonly ListColumns[]>([])
  const look = useMutation({ mutationFn: (files: readonly File[]) => ask<ListColumns[]>('POST', '/bank/columns', formOf(files)) })
  const [first] = lists
  /** The list that is asked about is read, or left: on to the next. */
  const leave = (): void => {
    setLists(lists.slice(1))
    setGiven({ files: given.files.filter(file => file.name !== first?.file) })
    bring.reset()
  }
  const take = (next: Given): void => {
    if (next.files.length === 0) return
    setGiven(next)
    // columns are those of one list: the others are asked about after it
    const files = next.mapping ? next.files.filter(file => file.name === first?.file) : next.files
    bring.mutate({ ...next, files }, { onSuccess: () => (next.mapping ? leave() : undefined) })
  }
  /** Lists whose headers nobody has confirmed are looked at first, one file at a time; statements say themselves what stands where. */
  const drop = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return
    const isList = files.some(f => /\.(csv|txt|tsv|xlsx)$/i.test(f.name))
    const strange = isList ? (await look.mutateAsync(files)).filter(list => !list.confirmed) : []
    setLists(strange)
    const asked = new Set(strange.map(list => list.file))
    const plain = files.filter(file => !asked.has(file.name))
    setGiven({ files: files.filter(file => asked.has(file.name)) })
    if (plain.length > 0) bring.mutate({ files: plain })
  }
  const read = (mapping: Mapping): void => take({ ...given, mapping })
  const asksAccount = has(bring.error, 'account-missing')
  const asksGap = has(bring.error, 'balance-gap')
  return (
    <section className="part" aria-busy={bring.isPending}>
      <DropZone onFiles={files => void drop(files).catch(() => undefined)} title={say('app.bank.drop')} hint={say('app.bank.dropHint')} />
      <Problem area="bank" error={bring.error ?? undo.error ?? look.error} />
      {first ? (
        <Modal open={!asksAccount && !asksGap} onClose={leave} title={say('app.columns.title', { file: first.file })} wide>
          <Problem area="bank" error={bring.error} />
          <ListColumnsForm key={first.file} list={first} isPending={bring.isPending} onRead={read} />
        </Modal>
      ) : null}
      {asksGap ? (
        <p className="acts">
          <button type="button" className="btn" onClick={() => take({ ...given, confirmGap: true })}>
            {say('app.bank.gapConfirm')}
          </button>
        </p>
      ) : null}
      {asksAccount ? (
        <ActForm
          error={null}
          isPending={bring.isPending}
          button={say('app.bank.accountImport')}
          onSubmit={value => take({ ...given, account: value('account') })}
        >
          <TextField name="account" label={say('app.bank.account')} />
        </ActForm>
      ) : null}
    </section>
  )
}
