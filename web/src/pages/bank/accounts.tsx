import type { BankAccountView } from '../../api/types.ts'
import { inFours } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'

/** The last line of every account: how far the bank is seen. */
export function Accounts({ accounts }: { accounts: readonly BankAccountView[] }) {
  const { say } = useWords()
  return accounts.map(a => (
    <section className="part" key={`${a.account} ${a.currency}`}>
      <h2>
        {inFours(a.account)} <span className="meta">{a.currency}</span>
      </h2>
      <p>
        {a.lastEntryOn
          ? say('app.bank.accountLine', { lastOn: a.lastEntryOn, reachesDay: a.reachesTo })
          : say('app.bank.accountEmpty', { reachesDay: a.reachesTo })}
      </p>
      {a.gaps.map(gap => (
        <p className="meta needs" key={gap.on}>
          {say('app.bank.gap', { gapOn: gap.on, gapAmount: `${gap.minor} ${a.currency}`, by: gap.confirmedBy ?? '' })}
        </p>
      ))}
    </section>
  ))
}
