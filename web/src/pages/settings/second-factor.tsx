import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** What the server gives once, when codes are set up. */
interface Setup {
  readonly svg: string
  readonly secret: string
  readonly codes: readonly string[]
}

/** Codes of an authenticator app beside the sign-in link: set up with a square code, confirmed by a first code, switched off by another. */
export function SecondFactor() {
  const { say } = useWords()
  const queries = useQueryClient()
  const { data, error } = useQuery({ queryKey: ['second-factor'], queryFn: () => ask<{ on: boolean }>('GET', '/second-factor') })
  const again = () => queries.invalidateQueries({ queryKey: ['second-factor'] })
  const begin = useMutation({ mutationFn: () => ask<Setup>('POST', '/second-factor', {}) })
  const confirm = useMutation({
    mutationFn: (code: string) => ask('POST', '/second-factor/confirm', { code }),
    onSuccess: async () => {
      begin.reset()
      await again()
    },
  })
  const end = useMutation({ mutationFn: (code: string) => ask('POST', '/second-factor/off', { code }), onSuccess: again })
  return (
    <section className="stack" aria-labelledby="second-factor">
      <h3 id="second-factor">{say('app.secondFactor.title')}</h3>
      <p className="prose">{say(data?.on ? 'app.secondFactor.isOn' : 'app.secondFactor.text')}</p>
      <Problem error={error ?? begin.error} />
      {data?.on ? <CodeForm key="off" button={say('app.secondFactor.off')} {...end} onCode={end.mutate} /> : null}
      {data?.on === false && !begin.data ? (
        <p className="acts">
          <button type="button" className="btn" onClick={() => begin.mutate()}>
            {say('app.secondFactor.begin')}
          </button>
        </p>
      ) : null}
      {begin.data ? (
        <>
          <p>{say('app.secondFactor.scan')}</p>
          <img
            className="square-code"
            alt={say('app.secondFactor.qr')}
            src={`data:image/svg+xml;utf8,${encodeURIComponent(begin.data.svg)}`}
          />
          <p className="prose">{say('app.secondFactor.secret')}</p>
          <pre className="code">{begin.data.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</pre>
          <p className="prose">{say('app.secondFactor.codes')}</p>
          <pre className="code spare">{begin.data.codes.join('\n')}</pre>
          <CodeForm key="on" button={say('app.secondFactor.confirm')} {...confirm} onCode={confirm.mutate} />
        </>
      ) : null}
    </section>
  )
}

interface CodeFormProps {
  readonly button: string
  readonly error: Error | null
  readonly isPending: boolean
  readonly onCode: (code: string) => void
}

/** One code, typed or filled in by the phone. */
export function CodeForm({ button, error, isPending, onCode }: CodeFormProps) {
  const { say } = useWords()
  return (
    <ActForm error={error} isPending={isPending} button={button} onSubmit={value => onCode(value('code'))}>
      <TextField
        name="code"
        label={say('app.secondFactor.code')}
        hint={say('app.secondFactor.codeHint')}
        inputMode="text"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </ActForm>
  )
}
