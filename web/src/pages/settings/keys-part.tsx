import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { ApiKeyView } from '../../api/types.ts'
import { TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

/** API keys of the signed-in person. */
export function KeysPart() {
  const { say, day } = useWords()
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: ['keys'] })
  const { data = [], error } = useQuery({ queryKey: ['keys'], queryFn: () => ask<ApiKeyView[]>('GET', '/keys') })
  const make = useMutation({ mutationFn: (name: string) => ask<{ key: string }>('POST', '/keys', { name }), onSuccess: again })
  const end = useMutation({ mutationFn: (id: string) => ask('DELETE', `/keys/${id}`), onSuccess: again })
  return (
    <div className="stack">
      <p className="prose">{say('app.settings.keysText')}</p>
      <Problem error={error ?? end.error} />
      {data.length > 0 ? (
        <table>
          <caption className="vh">{say('app.settings.keys')}</caption>
          <tbody>
            {data.map(k => (
              <tr key={k.id}>
                <th scope="row">{k.name}</th>
                <td>{k.start}…</td>
                <td>{day(k.createdAt.slice(0, 10), 'short')}</td>
                <td className="amount">
                  <button type="button" className="link" onClick={() => end.mutate(k.id)}>
                    {say('app.settings.endKey')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {make.data ? (
        <div className="note open">
          <p>{say('app.settings.keyOnce')}</p>
          <pre className="code">{make.data.key}</pre>
        </div>
      ) : null}
      <ActForm
        error={make.error}
        isPending={make.isPending}
        button={say('app.settings.makeKey')}
        onSubmit={value => make.mutate(value('name'))}
      >
        <TextField name="name" label={say('app.settings.keyName')} error={make.error} />
      </ActForm>
      <p className="meta">
        <a href="/api/openapi.json">{say('app.settings.openapi')}</a>
      </p>
    </div>
  )
}
