import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { MemberView } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'

const ROLES = ['collector', 'manager', 'reader', 'owner'] as const

/** Who may enter, and what they may do there. */
export function MembersPart() {
  const { say } = useWords()
  const { role, user } = useSession()
  const queries = useQueryClient()
  const toast = useToast()
  const { data = [], error } = useQuery({ queryKey: ['members'], queryFn: () => ask<MemberView[]>('GET', '/members') })
  const invite = useMutation({
    mutationFn: (body: Record<string, string>) => ask<{ link: string }>('POST', '/members', body),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['members'] }),
  })
  const end = useMutation({
    mutationFn: (id: string) => ask('DELETE', `/facts/membership/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['members'] }),
  })
  const rename = useMutation({
    mutationFn: (name: string) => ask('POST', '/members/me/name', { name }),
    onSuccess: async () => {
      toast({ text: say('app.settings.saved') })
      await queries.invalidateQueries()
    },
  })
  return (
    <div className="stack">
      <Problem error={error ?? end.error} />
      <table>
        <caption className="vh">{say('app.settings.members')}</caption>
        <tbody>
          {data.map(m => (
            <tr key={m.id}>
              <th scope="row">{m.name}</th>
              <td>{m.email?.endsWith('.invalid') ? '' : m.email}</td>
              <td>{say(`app.member.${m.role}`)}</td>
              <td className="amount">
                {role === 'owner' && m.userId !== user?.id ? (
                  <button type="button" className="link" onClick={() => end.mutate(m.id)}>
                    {say('app.settings.endMember')}
                  </button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ActForm error={rename.error} isPending={rename.isPending} button={say('app.save')} onSubmit={value => rename.mutate(value('name'))}>
        <TextField
          name="name"
          label={say('app.account.name')}
          defaultValue={user?.name}
          error={rename.error}
          required
          autoComplete="name"
        />
      </ActForm>
      {role === 'owner' ? (
        <section>
          <h3>{say('app.settings.invite')}</h3>
          {invite.data ? (
            <div className="note open">
              <p>{say('app.settings.inviteLink')}</p>
              <pre className="code">{invite.data.link}</pre>
            </div>
          ) : null}
          <ActForm
            error={invite.error}
            isPending={invite.isPending}
            button={say('app.settings.inviteButton')}
            onSubmit={value => invite.mutate({ name: value('name'), email: value('email'), role: value('role') })}
          >
            <div className="two">
              <TextField name="name" label={say('app.settings.memberName')} error={invite.error} />
              <TextField name="email" type="email" label={say('app.firm.email')} error={invite.error} />
            </div>
            <SelectField
              name="role"
              label={say('app.settings.role')}
              options={ROLES.map(r => [r, say(`app.member.${r}`)])}
              error={invite.error}
            />
          </ActForm>
        </section>
      ) : null}
    </div>
  )
}
