import { useQuery } from '@tanstack/react-query'
import { useAct } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { LettersView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

type Batch = LettersView['batches'][number]
/** Batches that were posted, shown at most. */
const POSTED_MAX = 5

/** Letters that wait to be printed, and those that wait to be posted. */
export function Letters() {
  const { say } = useWords()
  const print = useAct('print-letters')
  const { data } = useQuery({ queryKey: ['letters'], queryFn: () => ask<LettersView>('GET', '/letters') })
  if (!data || (data.waiting === 0 && data.batches.length === 0)) return null
  const open = data.batches.filter(b => b.postedOn === null)
  const posted = data.batches.filter(b => b.postedOn !== null).slice(0, POSTED_MAX)
  return (
    <section className="part">
      <h2>{say('app.letters.title')}</h2>
      <p>{say('app.letters.waiting', { count: data.waiting })}</p>
      <Problem error={print.error} />
      {data.waiting > 0 ? (
        <p className="acts">
          <button type="button" className="btn" aria-disabled={print.isPending} onClick={() => print.isPending || print.mutate({})}>
            {say('app.letters.print')}
          </button>
        </p>
      ) : null}
      {[...open, ...posted].map(batch => (
        <OneBatch key={batch.id} batch={batch} />
      ))}
    </section>
  )
}

function OneBatch({ batch }: { batch: Batch }) {
  const { say } = useWords()
  const toast = useToast()
  const post = useAct<{ takeOut: readonly { name: string }[] }>('letters-posted')
  const registered = batch.letters.flatMap((l, at) => (l.isRegistered ? [{ at: at + 1, name: l.name }] : []))
  const submit = (value: (name: string) => string): void => {
    const numbers = registered.flatMap(({ at }) => (value(`registered.${at}`) ? [[String(at), value(`registered.${at}`)]] : []))
    post.mutate(
      { batch: batch.id, registered: Object.fromEntries(numbers) },
      {
        onSuccess: ({ takeOut }) => {
          if (takeOut.length > 0) toast({ text: say('app.letters.takeOut', { names: takeOut.map(t => t.name).join(', ') }) })
        },
      },
    )
  }
  return (
    <div className="stack">
      <p>
        {say('app.letters.batch', { count: batch.letters.length, madeDay: batch.madeOn })}
        {batch.postedOn ? `, ${say('app.letters.posted', { postedDay: batch.postedOn })}` : ''}.{' '}
        <a href={`/api/v1/letters/${batch.id}/letters.pdf`}>{say('app.letters.pdf')}</a>{' '}
        <a href={`/api/v1/letters/${batch.id}/franking.csv`}>{say('app.letters.csv')}</a>
      </p>
      {batch.postedOn === null ? (
        <ActForm error={post.error} isPending={post.isPending} button={say('app.letters.done')} onSubmit={submit}>
          {registered.map(({ at, name }) => (
            <TextField key={at} name={`registered.${at}`} label={say('app.letters.registered', { name })} error={post.error} />
          ))}
        </ActForm>
      ) : null}
    </div>
  )
}
