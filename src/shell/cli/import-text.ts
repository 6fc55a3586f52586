import type { Amount } from '../../core/decide/decision.ts'
import { describeFault, type Fault } from '../../core/fault.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import type { ImportBatch, ImportResult } from '../acts/import-lists.ts'
import type { UndoResult } from '../acts/undo-import.ts'
import type { ImportPreview, Question } from '../imports/preview.ts'

const out = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}
const decimal = (a: Amount): string => toDecimal(money(BigInt(a.minor), a.currency))
const shown = (value: string | Amount | null): string => (value === null ? '–' : typeof value === 'string' ? value : decimal(value))
const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** What would come in, for the terminal. */
export function printPreview(preview: ImportPreview): void {
  for (const f of preview.files)
    out(
      `${f.name}: ${f.says} (${count(f.rows, 'row')}, ${f.encoding}${f.dateOrder ? `, dates ${f.dateOrder}` : ''})` +
        (f.lastTime && f.columnsBy !== 'person' ? `, as said on ${f.lastTime.saidOn} (dunwell import --forget ${f.lastTime.id})` : ''),
    )
  const { counts } = preview
  out(
    `${count(counts.new, 'new invoice')} (${count(counts.lines, 'line')}), ${counts.changed} changed, ${counts.same} the same, ${counts.vanished} vanished; ` +
      `${count(counts.creditNotes, 'credit note')}, ${count(counts.payments, 'payment')}, ${count(counts.newClients, 'new client')}`,
  )
  for (const t of preview.totals)
    out(
      `  ${t.currency}: ${decimal(t.invoiced)} invoiced, ${decimal(t.paid)} paid, ${decimal(t.open)} open; ${decimal(t.credited)} credited, ${decimal(t.payments)} in payments`,
    )
  for (const c of preview.changed)
    out(`  ${c.number} (${c.client}): ${c.changes.map(x => `${x.field} ${shown(x.from)} → ${shown(x.to)}`).join(', ')}`)
  for (const copy of preview.copies) out(copyLine(copy))
  for (const question of preview.questions) printQuestion(question)
  printFaults('Refused', preview.refused)
  printFaults('Left out', preview.leftOut)
  printFaults('Note', preview.notes)
}

const copyLine = ({ file, invoice, why }: ImportPreview['copies'][number]): string =>
  invoice === null ? `  ${file}: kept for no invoice (${why})` : `  ${file} → ${invoice} (by ${why})`

function printQuestion(q: Question): void {
  if (q.ask === 'due-date') out(`? ${count(q.count, 'invoice')} without due date (${q.examples.join(', ')}): say --terms-days N`)
  else if (q.ask === 'refused') out(`? ${count(q.count, 'row')} cannot come in: mend them, or say --skip-refused`)
  else if (q.ask === 'settled') {
    out('? No longer open in the newer list (answer with --vanished or --row NUMBER=ANSWER: paid, credited, cancelled, kept):')
    for (const row of q.rows.slice(0, 50))
      out(`    ${row.number} ${row.client}: ${decimal(row.open)} ${row.open.currency}, ${row.why} → ${row.answer}`)
  } else if (q.ask === 'old-debts') {
    const open = q.clients.filter(c => c.answer === null)
    if (open.length > 0)
      out(
        `? Late already, with ${count(open.length, 'client')}: were they reminded? Say --nothing-sent, or --already-reminded N --last-on DAY`,
      )
  }
}

function printFaults(what: string, faults: readonly Fault[]): void {
  for (const fault of faults.slice(0, 20)) out(`  ${what}: ${describeFault(fault)}`)
  if (faults.length > 20) out(`  … and ${faults.length - 20} more`)
}

export function printResult(result: ImportResult): void {
  printPreview(result.preview)
  if (result.withdrawn > 0) out(`${count(result.withdrawn, 'queued message')} withdrawn: money came in.`)
  out(result.batchId === null ? 'Nothing new: nothing was written.' : `Imported. To take it back: dunwell import --undo ${result.batchId}`)
}

export function printUndone(undone: UndoResult): void {
  out(`Taken back: ${count(undone.retracted, 'fact')} retracted, ${undone.reopened} put back as before.`)
  for (const name of undone.clientsKept) out(`  ${name} stays: something else was recorded about this client since.`)
}

export function printBatches(batches: readonly ImportBatch[]): void {
  for (const b of batches) out(`${b.id}  ${b.at}  ${b.files.join(', ')}${b.undoneAt === null ? '' : '  (taken back)'}`)
  if (batches.length === 0) out('Nothing has been imported yet.')
}
