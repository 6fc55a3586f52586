import type { ImportPreview } from '../../api/types.ts'
import { useWords } from '../../words/words.tsx'

const SETTLED = ['paid', 'credited', 'cancelled', 'kept'] as const

/** What confirming does, in plain sentences: what comes in, what changes, what is booked, and that nothing is sent. */
export function Will({ preview }: { preview: ImportPreview }) {
  const { say } = useWords()
  const { counts, questions, copies } = preview
  const settled = questions.flatMap(q => (q.ask === 'settled' ? q.rows : []))
  const late = questions
    .flatMap(q => (q.ask === 'old-debts' ? q.clients : []))
    .filter(c => c.answer === null || c.answer === 'nothing-sent')
  const one = (key: string, count: number, more = {}): string[] => (count > 0 ? [say(`app.importWill.${key}`, { count, ...more })] : [])
  const sentences = [
    ...one('invoices', counts.new, { clients: counts.newClients }),
    ...one('creditNotes', counts.creditNotes),
    ...one('payments', counts.payments),
    ...one('changed', counts.changed),
    ...SETTLED.flatMap(answer => one(`settled-${answer}`, settled.filter(row => row.answer === answer).length)),
    ...one('oldDebts', late.length),
    ...one('copies', copies.filter(copy => copy.invoice !== null && copy.why !== 'known').length),
    say('app.importWill.nothingSent'),
  ]
  return (
    <section className="part">
      <h2>{say('app.importWill.title')}</h2>
      <ul className="plain-list">
        {sentences.map(sentence => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}
