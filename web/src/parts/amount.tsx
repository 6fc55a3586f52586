import type { AmountView } from '../api/types.ts'
import { useWords } from '../words/words.tsx'

/** An amount: the currency small and quiet before its figure, in tabular figures, never broken. */
export function Amount({ amount, className = '' }: { amount: AmountView; className?: string }) {
  const { figure } = useWords()
  return (
    <span className={`amount ${className}`}>
      <span className="cur">{amount.currency}</span>
      {figure(amount.minor, amount.currency)}
    </span>
  )
}

/** Amounts by currency, one below the other: two currencies never add. */
export function Amounts({ amounts, none }: { amounts: readonly AmountView[]; none?: string }) {
  if (amounts.length === 0) return <span className="quiet">{none ?? ''}</span>
  return (
    <>
      {amounts.map(a => (
        <Amount key={a.currency} amount={a} />
      ))}
    </>
  )
}
