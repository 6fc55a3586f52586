import { useAct } from '../../api/acts.ts'
import type { DeskView } from '../../api/types.ts'
import { useFirm } from '../../app/session.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { minorOf } from '../../words/format.ts'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { fieldText } from './figures.ts'

export interface DeskFormProps {
  readonly desk: DeskView
  readonly onDone: () => void
}

const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** The offer of the desk: what is to be paid, by when; a name and a reason where the rules do not allow it. */
export function OfferForm({ desk, onDone }: DeskFormProps) {
  const { say } = useWords()
  const { today } = useFirm()
  const toast = useToast()
  const act = useAct<{ mailKey: string | null }>('offer-settlement')
  const rate = desk.ways.find(w => w.way === 'settle')?.rate ?? 0.2
  const proposed = (BigInt(desk.owed.minor) * BigInt(Math.round((1 - rate) * 1000))) / 1000n
  const least = BigInt(desk.offer.least.minor)
  const pay = (proposed > least ? proposed : least).toString()
  const submit = (value: (name: string) => string): void => {
    const minor = minorOf(value('pay'), desk.currency)
    act.mutate(
      {
        client: desk.clientId,
        currency: desk.currency,
        ...filled({
          pay: minor === undefined ? value('pay') : fieldText(minor, desk.currency),
          deadline: value('deadline'),
          overrideBy: value('overrideBy'),
          reason: value('reason'),
          by: value('by'),
        }),
      },
      {
        onSuccess: ({ mailKey }) => {
          onDone()
          toast({ text: say(mailKey === null ? 'app.ownLetter.none' : 'app.desk.offerDone') })
        },
      },
    )
  }
  return (
    <ActForm error={act.error} isPending={act.isPending} button={say('app.desk.offerButton')} onSubmit={submit}>
      <div className="two">
        <TextField
          name="pay"
          className="money"
          label={`${say('app.desk.offerPay')} (${desk.currency})`}
          defaultValue={fieldText(pay, desk.currency)}
          error={act.error}
        />
        <TextField
          name="deadline"
          type="date"
          label={say('app.desk.offerBy')}
          min={today}
          defaultValue={plusDays(today, 14)}
          error={act.error}
        />
      </div>
      <SelectField
        name="by"
        label={say('app.ownLetter.by')}
        options={[['', '–'], ...(['email', 'post'] as const).map((way): [string, string] => [way, say(`app.ownLetter.way.${way}`)])]}
      />
      <div className="two">
        <TextField name="overrideBy" label={say('app.desk.offerOverride')} hint={say('app.desk.offerOverrideHint')} error={act.error} />
        <TextField name="reason" label={say('app.desk.offerReason')} hint=" " error={act.error} />
      </div>
    </ActForm>
  )
}
