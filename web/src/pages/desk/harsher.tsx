import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { DeskView, TurnedView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { TurnCard } from '../../parts/turn-card.tsx'
import { decimalOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

const CLAUSES = ['lateInterestPercent', 'earlyDiscountPercent', 'retentionPercent'] as const

/** Before anything harsher: what the contract says besides, the view from their side, what an enemy would cost. */
export function Harsher({ desk }: { desk: DeskView }) {
  const { say, language } = useWords()
  const clauses = CLAUSES.filter(c => desk.contract.clauses.includes(c)).map(c => say(`app.desk.clause.${c}`))
  return (
    <>
      {clauses.length > 0 ? (
        <p className="meta">{say('app.desk.clauses', { list: new Intl.ListFormat(language).format(clauses) })}</p>
      ) : null}
      <Turned clientId={desk.clientId} />
      <Enemy desk={desk} />
    </>
  )
}

/** The card of roles turned: to be answered, or as it was. */
function Turned({ clientId }: { clientId: string }) {
  const { say } = useWords()
  const { data } = useQuery({ queryKey: ['turned', clientId], queryFn: () => ask<TurnedView>('GET', `/clients/${clientId}/turned`) })
  if (!data?.isLate) return null
  if (data.turned)
    return (
      <p className="meta">
        {say('app.desk.turned', { onDay: data.turned.on, wrong: Object.values(data.turned.found).filter(f => f === 'wrong').length })}
      </p>
    )
  return (
    <details className="assumed">
      <summary className="meta">
        <span className="glass">{say('app.desk.turnFirst')}</span>
      </summary>
      <TurnCard clientId={clientId} />
    </details>
  )
}

/** The user's own figure of what an enemy would cost the firm's name; where less is left to gain the desk says to stop. */
function Enemy({ desk }: { desk: DeskView }) {
  const { say } = useWords()
  const toast = useToast()
  const act = useAct('set-relation')
  const { currency, reputation } = desk
  return (
    <details className="assumed">
      <summary className="meta">
        <span className="glass">{say('app.desk.enemy')}</span>
      </summary>
      <p className="fine">{say('app.desk.enemyLead', { currency })}</p>
      <ActForm
        error={act.error}
        isPending={act.isPending}
        button={say('app.desk.enemyKeep')}
        onSubmit={value =>
          act.mutate(
            { client: desk.clientId, currency, reputation: value('reputation') },
            { onSuccess: () => toast({ text: say('app.desk.enemyKept') }) },
          )
        }
      >
        <TextField
          name="reputation"
          inputMode="decimal"
          label={`${say('app.desk.enemy')} (${currency})`}
          defaultValue={reputation ? decimalOf(reputation.minor, reputation.currency) : ''}
          error={act.error}
        />
      </ActForm>
    </details>
  )
}
