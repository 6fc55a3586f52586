import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { LawPageView } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Modal } from '../../parts/modal.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** A cell of the CSV that the act takes: quotes doubled, one line. */
const cell = (text: string): string => `"${text.replace(/\s+/g, ' ').replaceAll('"', '""')}"`

/** Reference rates that the firm brought in: with their source, and how to take them back. */
export function OwnRates({ law }: { law: LawPageView }) {
  const { say, day } = useWords()
  const [isOpen, setOpen] = useState(false)
  const drop = useAct('rates-drop')
  if (law.series.length === 0) return null
  return (
    <section className="part">
      <h2>{say('app.ownRates.title')}</h2>
      <Problem error={drop.error} />
      {law.ownRates.length === 0 ? <p className="quiet">{say('app.ownRates.none')}</p> : null}
      <ul className="stack">
        {law.ownRates.map(r => (
          <li key={r.id}>
            <p>
              {r.series}: <b>{r.percent} %</b> {say('app.law.from', { fromDay: r.from, day: day(r.from) })}
            </p>
            <p className="meta">{r.source}</p>
            <button type="button" className="link" onClick={() => drop.mutate({ id: r.id })}>
              {say('app.side.end')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        {say('app.ownRates.add')}
      </button>
      {isOpen ? <AddRate law={law} onClose={() => setOpen(false)} /> : null}
    </section>
  )
}

function AddRate({ law, onClose }: { law: LawPageView; onClose: () => void }) {
  const { say } = useWords()
  const add = useAct('rates-import')
  return (
    <Modal open onClose={onClose} title={say('app.ownRates.add')} lead={say('app.ownRates.lead')}>
      <ActForm
        error={add.error}
        isPending={add.isPending}
        button={say('app.save')}
        onSubmit={value => {
          const row = ['series', 'effective_from', 'rate_percent', 'source', 'known_until']
          add.mutate({ csv: `${row.join()}\n${row.map(name => cell(value(name))).join()}\n` }, { onSuccess: onClose })
        }}
      >
        <SelectField name="series" label={say('app.ownRates.series')} options={law.series.map(s => [s, s])} error={add.error} />
        <TextField name="effective_from" type="date" label={say('app.ownRates.from')} error={add.error} />
        <TextField name="rate_percent" label={say('app.ownRates.percent')} error={add.error} />
        <TextField name="source" label={say('app.law.col-source')} hint={say('app.law.sourceHint')} error={add.error} />
        <TextField
          name="known_until"
          type="date"
          label={say('app.ownRates.until')}
          hint={say('app.ownRates.untilHint')}
          error={add.error}
        />
      </ActForm>
    </Modal>
  )
}
