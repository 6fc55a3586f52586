import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiRefusal, ask } from '../../api/client.ts'
import type { StatementImport } from '../../api/types.ts'
import { DropZone } from '../../parts/drop-zone.tsx'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

interface Given {
  readonly files: readonly File[]
  readonly account?: string
  readonly confirmGap?: boolean
}

const has = (error: Error | null, code: string): boolean => error instanceof ApiRefusal && error.faults.some(f => f.code === code)

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
    mutationFn: ({ files, account, confirmGap }: Given) => {
      const form = new FormData()
      for (const file of files) form.append('file', file)
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
  const take = (next: Given): void => {
    if (next.files.length === 0) return
    setGiven(next)
    bring.mutate(next)
  }
  const asksAccount = has(bring.error, 'account-missing')
  return (
    <section className="part" aria-busy={bring.isPending}>
      <DropZone onFiles={files => take({ files })} title={say('app.bank.drop')} hint={say('app.bank.dropHint')} />
      <Problem error={bring.error ?? undo.error} />
      {has(bring.error, 'balance-gap') ? (
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
