import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { SecondFactor } from './second-factor.tsx'

interface Passkey {
  readonly id: string
  readonly name: string | null
  readonly createdAt: string | null
}

/** Only loaded here: signing in by link needs none of it. */
const authClient = async () => (await import('../../api/auth.ts')).auth

async function passkeys(): Promise<Passkey[]> {
  const { data } = await (await authClient()).passkey.listUserPasskeys()
  return (data ?? []).map(p => ({ id: p.id, name: p.name ?? null, createdAt: p.createdAt ? new Date(p.createdAt).toISOString() : null }))
}

/** Passkeys: coming in without a link; and codes beside one. */
export function SignInPart() {
  const { say, day } = useWords()
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: ['passkeys'] })
  const { data = [] } = useQuery({ queryKey: ['passkeys'], queryFn: passkeys })
  const add = useMutation({
    mutationFn: async () => {
      const answer = await (await authClient()).passkey.addPasskey({ name: navigator.platform })
      if (answer?.error) throw new Error(answer.error.message ?? '')
    },
    onSuccess: again,
  })
  const remove = useMutation({ mutationFn: async (id: string) => (await authClient()).passkey.deletePasskey({ id }), onSuccess: again })
  return (
    <div className="stack">
      <p className="prose">{say('app.settings.passkeyText')}</p>
      {add.error ? <p className="note is-lost">{say('app.settings.passkeyFailed')}</p> : null}
      <Problem error={remove.error} />
      <ul className="standing">
        {data.map(p => (
          <li key={p.id}>
            {p.name} {p.createdAt ? <span className="meta">{day(p.createdAt.slice(0, 10), 'short')}</span> : null}{' '}
            <button type="button" className="link" onClick={() => remove.mutate(p.id)}>
              {say('app.settings.endKey')}
            </button>
          </li>
        ))}
      </ul>
      <p className="acts">
        <button type="button" className="btn" onClick={() => add.mutate()}>
          {say('app.settings.addPasskey')}
        </button>
      </p>
      <SecondFactor />
    </div>
  )
}
