import { useState } from 'react'
import { useAct } from '../../api/acts.ts'
import type { CorrectionView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { decimalOf, minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

const AMOUNTS = ['futureMarginMinor', 'referralsMinor', 'testimonialsMinor', 'repeatMinor'] as const
const PARTS = ['cash', 'relation', 'goodwill', 'total'] as const

/** Insist, meet half-way or let go, each in money; every figure is an estimate that can be changed. */
export function Advice({ view }: { view: CorrectionView }) {
  const { say, figure } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { currency } = view
  return (
    <section className="part">
      <h2>{say('app.correction.advice')}</h2>
      <p className="meta">{say('app.correction.adviceLead')}</p>
      <Scroll label={say('app.correction.advice')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{currency}</th>
              {PARTS.map(p => (
                <th key={p} scope="col" className="amount">
                  {say(`app.correction.${p === 'total' ? 'sum' : p}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.advice.ways.map(w => (
              <tr key={w.way}>
                <th scope="row">{w.way === view.advice.best ? <b>{say(`app.correction.${w.way}`)}</b> : say(`app.correction.${w.way}`)}</th>
                {PARTS.map(p => (
                  <td key={p} className="amount">
                    {figure(w[`${p}Minor`], currency)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {isOpen ? (
        <Estimates view={view} onDone={() => setOpen(false)} />
      ) : (
        <button type="button" className="link" onClick={() => setOpen(true)}>
          {say('app.correction.estimate')}
        </button>
      )}
    </section>
  )
}

function Estimates({ view, onDone }: { view: CorrectionView; onDone: () => void }) {
  const { say } = useWords()
  const prepare = useAct('prepare-correction')
  const { currency } = view
  const submit = (value: (name: string) => string): void => {
    const typed = (name: string): string => {
      const minor = minorOf(value(name), currency)
      return minor === undefined ? value(name) : decimalOf(minor, currency)
    }
    prepare.mutate({ correction: view.id, estimate: Object.fromEntries(AMOUNTS.map(a => [a, typed(a)])) }, { onSuccess: onDone })
  }
  return (
    <ActForm error={prepare.error} isPending={prepare.isPending} button={say('app.save')} onSubmit={submit}>
      {AMOUNTS.map(a => (
        <TextField
          key={a}
          name={a}
          label={say(`app.correction.est-${a}`)}
          defaultValue={decimalOf(view.estimate[a], currency)}
          inputMode="decimal"
        />
      ))}
    </ActForm>
  )
}
