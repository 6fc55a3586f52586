import { useAct } from '../../api/acts.ts'
import { useFirm } from '../../app/session.tsx'
import { TextField } from '../../parts/field.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'

const plain = (text: string): string => text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')

/** Work noted by hand: whose, what, how much, at what price. */
export function WorkForm({ onDone }: { onDone: () => void }) {
  const { say } = useWords()
  const { today, currency } = useFirm()
  const add = useAct('add-work')
  const submit = (value: (name: string) => string): void =>
    add.mutate(
      {
        ...{ client: value('client'), what: value('what'), doneOn: value('doneOn'), rate: plain(value('rate')) },
        ...filled({ quantity: plain(value('quantity')), unit: value('unit'), taxRate: plain(value('taxRate')) }),
      },
      { onSuccess: onDone },
    )
  return (
    <ActForm error={add.error} isPending={add.isPending} button={say('app.unbilled.keep')} onSubmit={submit}>
      <TextField name="client" label={say('app.unbilled.client')} error={add.error} />
      <TextField name="what" label={say('app.unbilled.what')} error={add.error} />
      <div className="two">
        <TextField name="doneOn" type="date" max={today} defaultValue={today} label={say('app.unbilled.doneOn')} error={add.error} />
        <TextField name="rate" inputMode="decimal" label={`${say('app.unbilled.rate')}, ${currency}`} error={add.error} />
        <TextField name="quantity" inputMode="decimal" defaultValue="1" label={say('app.unbilled.quantity')} error={add.error} />
        <TextField name="unit" label={say('app.unbilled.unit')} error={add.error} />
        <TextField name="taxRate" inputMode="decimal" label={say('app.unbilled.tax')} error={add.error} />
      </div>
    </ActForm>
  )
}
