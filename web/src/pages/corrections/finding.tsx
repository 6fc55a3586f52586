import { Link, useNavigate } from '@tanstack/react-router'
import { useAct } from '../../api/acts.ts'
import type { CorrectionFinding } from '../../api/types.ts'
import { faultText } from '../../parts/fault-text.ts'
import { Problem } from '../../parts/problem.tsx'
import { Scroll } from '../../parts/scroll.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'

/** What comparing one agreement with its invoices found: in a sentence, and line by line on demand. */
export function OneFound({ finding: f }: { finding: CorrectionFinding }) {
  const words = useWords()
  const { say } = words
  const navigate = useNavigate()
  const toast = useToast()
  const open = useAct('open-correction')
  const credit = useAct<{ ids: readonly string[] }>('draft-credits')
  const start = (): void =>
    open.mutate(
      { agreement: f.agreementId },
      { onSuccess: ({ id }) => void navigate({ to: '/corrections/$correctionId', params: { correctionId: id } }) },
    )
  const offer = (): void =>
    credit.mutate(
      { agreement: f.agreementId },
      { onSuccess: ({ ids }) => toast({ text: say('app.case.creditDrafted', { count: ids.length }) }) },
    )
  const parts = [
    f.shortMinor === '0' ? '' : say('app.correction.short', { shortAmount: `${f.shortMinor} ${f.currency}` }),
    f.overMinor === '0' ? '' : say('app.correction.over', { overAmount: `${f.overMinor} ${f.currency}` }),
    f.tax.length === 0 ? '' : say('app.case.wrongTax', { count: f.tax.length }),
    f.outside.length === 0 ? '' : say('app.case.outside', { count: f.outside.length, numbers: f.outside.map(o => o.number).join(', ') }),
    ...f.faults.map(x => faultText(words, x)),
  ]
  return (
    <li>
      <Problem error={open.error ?? credit.error} />
      <p>
        <b>{f.client}</b>, {f.title}: {parts.filter(Boolean).join(', ')}
      </p>
      <Lines finding={f} />
      <div className="acts">
        {f.correctionId ? (
          <Link to="/corrections/$correctionId" params={{ correctionId: f.correctionId }}>
            {say('app.correction.toCase')}
          </Link>
        ) : f.shortMinor === '0' ? null : (
          <button type="button" className="btn" onClick={start}>
            {say('app.correction.open')}
          </button>
        )}
        {f.overMinor === '0' ? null : (
          <button type="button" className="btn" onClick={offer}>
            {say('app.case.credit')}
          </button>
        )}
      </div>
    </li>
  )
}

function Lines({ finding: f }: { finding: CorrectionFinding }) {
  const { say, day, figure } = useWords()
  if (f.rows.length + f.tax.length === 0) return null
  return (
    <details className="fold">
      <summary>{say('app.case.lineByLine', { count: f.rows.length + f.tax.length })}</summary>
      <Scroll label={f.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('app.correction.period')}</th>
              <th scope="col">{say('app.correction.invoice')}</th>
              {(['agreed', 'billed', 'difference'] as const).map(name => (
                <th key={name} scope="col" className="amount">
                  {say(`app.correction.${name}`, { currency: f.currency })}
                </th>
              ))}
              <th scope="col">{say('app.case.because')}</th>
            </tr>
          </thead>
          <tbody>
            {f.rows.map(r => (
              <tr key={r.from}>
                <th scope="row">
                  {day(r.from, 'short')} – {day(r.to, 'short')}
                </th>
                <td>{[...new Set(r.invoices.map(i => i.number))].join(', ') || '–'}</td>
                <td className="amount">{figure(String(r.agreedMinor), f.currency)}</td>
                <td className="amount">{figure(String(r.billedMinor), f.currency)}</td>
                <td className="amount">{figure(String(r.differenceMinor), f.currency)}</td>
                <td>
                  {say(`app.correction.kind-${r.kind}`)}
                  {r.because ? `, ${say(`app.case.because-${r.because}`)}` : ''}
                </td>
              </tr>
            ))}
            {f.tax.map(t => (
              <tr key={`${t.invoiceId} ${t.billedRate}`}>
                <th scope="row">{day(t.issuedOn, 'short')}</th>
                <td>{t.number}</td>
                <td className="amount">{t.expectedRate} %</td>
                <td className="amount">{t.billedRate} %</td>
                <td className="amount">{figure(String(t.taxMinor), f.currency)}</td>
                <td>{say(`app.case.tax-${t.by}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
