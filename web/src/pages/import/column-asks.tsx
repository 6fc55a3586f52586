import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiRefusal, ask } from '../../api/client.ts'
import type { ImportAnswers, LookedLists } from '../../api/types.ts'
import { Modal } from '../../parts/modal.tsx'
import { useWords } from '../../words/words.tsx'
import { formOf } from './form.ts'
import { ListColumnsForm } from './list-columns.tsx'

const UNREAD = ['headers-unknown', 'column-missing']

/** Names of the lists that were refused because nobody knows their columns. */
const unreadIn = (error: Error | null): readonly string[] =>
  error instanceof ApiRefusal ? [...new Set(error.faults.flatMap(f => (UNREAD.includes(f.code) && f.file ? [f.file] : [])))] : []

export interface ColumnAsks {
  /** Asks about the columns of the lists a refusal names, if it is one of columns. */
  readonly askAfter: (error: Error, files: readonly File[], answers: ImportAnswers) => void
  /** Asks about the columns of one list, by its file’s name. */
  readonly askOf: (name: string, files: readonly File[], answers: ImportAnswers) => void
  readonly looked: LookedLists | undefined
  readonly error: Error | null
  readonly leave: () => void
}

/** Which lists a person is asked about: one after the other, in the order of the files. */
export function useColumnAsks(): ColumnAsks {
  const look = useMutation({
    mutationFn: ({ files, answers }: { files: readonly File[]; answers: ImportAnswers }) =>
      ask<LookedLists>('POST', '/imports/columns', formOf(files, answers)),
  })
  const askOf = (names: readonly string[], files: readonly File[], answers: ImportAnswers): void => {
    const named = files.filter(f => names.includes(f.name))
    if (named.length > 0) look.mutate({ files: named, answers })
  }
  return {
    askAfter: (error, files, answers) => askOf(unreadIn(error), files, answers),
    askOf: (name, files, answers) => askOf([name], files, answers),
    looked: look.data,
    error: look.error,
    leave: look.reset,
  }
}

interface Props {
  readonly asks: ColumnAsks
  readonly answers: ImportAnswers
  readonly onAnswer: (more: ImportAnswers) => void
}

/** What the columns of the lists are, asked in a dialog; all answers go on together. */
export function ColumnAsksDialog({ asks, answers, onAnswer }: Props) {
  const { say } = useWords()
  const [said, setSaid] = useState<NonNullable<ImportAnswers['lists']>>({})
  const { looked } = asks
  const left = looked?.lists.filter(list => said[list.file] === undefined) ?? []
  const [list] = left
  if (!looked || !list) return null
  const leave = (): void => {
    setSaid({})
    asks.leave()
  }
  return (
    <Modal open onClose={leave} title={say('app.columns.title', { file: list.file })} wide>
      <ListColumnsForm
        key={list.file}
        list={list}
        looked={looked}
        onRead={one => {
          const all = { ...said, [list.file]: one }
          if (left.length > 1) return setSaid(all)
          leave()
          onAnswer({ lists: { ...answers.lists, ...all } })
        }}
      />
    </Modal>
  )
}

/** The way on from a refusal of columns, where the dialog was left. */
export function AskColumnsAgain({ error, onAsk }: { error: Error | null; onAsk: () => void }) {
  const { say } = useWords()
  if (unreadIn(error).length === 0) return null
  return (
    <p className="acts">
      <button type="button" className="btn" onClick={onAsk}>
        {say('app.listColumns.ask')}
      </button>
    </p>
  )
}
