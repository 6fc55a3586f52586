import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { ClientView } from '../../api/types.ts'
import { useSession } from '../../app/session.tsx'
import { Field, SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from './form.tsx'

const KINDS = ['business', 'sole-trader', 'consumer', 'public', 'unknown'] as const
const ROLES = ['billing', 'accounts-payable', 'finance-head', 'director', 'switchboard', 'other'] as const
const CLIENT_TEXTS = ['email', 'phone', 'country', 'language', 'companyId', 'vatId', 'segment'] as const
const MONTHLY = [
  [null, 'as'],
  [true, 'yes'],
  [false, 'no'],
] as const
const CONTACT_TEXTS = ['email', 'phone', 'mobile', 'bestHours', 'salutation', 'language'] as const

type Value = (name: string) => string
const texts = (names: readonly string[], value: Value) => Object.fromEntries(names.map(name => [name, value(name) || null]))

/** Records or changes one fact, says so, and asks again for everything on screen. */
function useKeep(onDone: () => void) {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: ({ method, path, body }: { method: 'POST' | 'PATCH' | 'DELETE'; path: string; body?: Record<string, unknown> }) =>
      ask(method, path, body),
    onSuccess: (_done, { body }) => {
      if (body) toast({ text: say('app.card.done', { name: String(body.name) }) })
      onDone()
      void queries.invalidateQueries()
    },
  })
}

/** What is known of a client: whoever says the kind is named as the one who confirmed it. */
export function ClientCard({ client, onDone }: { client: ClientView; onDone: () => void }) {
  const { say } = useWords()
  const { user } = useSession()
  const keep = useKeep(onDone)
  const submit = (value: Value): void => {
    const kind = value('kind')
    const confirmed = kind === 'unknown' ? null : (user?.name ?? null)
    const days = value('termsDays')
    const address = value('address')
      .split('\n')
      .filter(line => line.trim() !== '')
    keep.mutate({
      method: 'PATCH',
      path: `/facts/client/${client.id}`,
      body: {
        name: value('name'),
        ...(kind !== client.kind || !client.kindConfirmed ? { kind, kindConfirmedBy: confirmed } : {}),
        ...texts(CLIENT_TEXTS, value),
        address: address.length > 0 ? address : null,
        termsDays: days === '' ? null : Number(days),
        monthlyStatement: MONTHLY.find(([, choice]) => choice === value('monthlyStatement'))?.[0] ?? null,
      },
    })
  }
  return (
    <ActForm error={keep.error} isPending={keep.isPending} button={say('app.save')} onSubmit={submit}>
      <TextField name="name" label={say('app.card.name')} defaultValue={client.name} error={keep.error} />
      <SelectField name="kind" label={say('app.card.kind')} initial={client.kind} options={KINDS.map(k => [k, say(`app.kind.${k}`)])} />
      <Field name="address" label={say('app.card.address')} error={keep.error}>
        {id => <textarea id={id} name="address" rows={3} defaultValue={client.address.join('\n')} />}
      </Field>
      <div className="two">
        {CLIENT_TEXTS.map(name => (
          <TextField key={name} name={name} label={say(`app.card.${name}`)} defaultValue={client[name] ?? ''} error={keep.error} />
        ))}
        <TextField
          name="termsDays"
          type="number"
          min={0}
          label={say('app.card.termsDays')}
          defaultValue={client.termsDays ?? ''}
          error={keep.error}
        />
        <SelectField
          name="monthlyStatement"
          label={say('app.card.monthlyStatement')}
          initial={MONTHLY.find(([wanted]) => wanted === client.monthlyStatement)?.[1] ?? 'as'}
          options={MONTHLY.map(([, choice]) => [choice, say(`app.card.monthly-${choice}`)])}
        />
      </div>
    </ActForm>
  )
}

type ContactFact = { readonly name: string; readonly role: string } & Partial<Record<(typeof CONTACT_TEXTS)[number], string | null>>

/** A person at the client: a new one, or `contactId`. */
export function ContactCard({ clientId, contactId, onDone }: { clientId: string; contactId: string | undefined; onDone: () => void }) {
  const { say } = useWords()
  const keep = useKeep(onDone)
  const path = contactId === undefined ? '/facts/contact' : `/facts/contact/${contactId}`
  const { data } = useQuery({
    queryKey: ['contact', contactId],
    queryFn: () => ask<ContactFact>('GET', path),
    enabled: contactId !== undefined,
  })
  if (contactId !== undefined && !data) return <p className="meta" aria-busy="true" />
  const submit = (value: Value): void => {
    const body = { name: value('name'), role: value('role'), ...texts(CONTACT_TEXTS, value) }
    keep.mutate(contactId === undefined ? { method: 'POST', path, body: { clientId, ...body } } : { method: 'PATCH', path, body })
  }
  return (
    <ActForm error={keep.error} isPending={keep.isPending} button={say('app.save')} onSubmit={submit}>
      <TextField name="name" label={say('app.card.name')} defaultValue={data?.name ?? ''} error={keep.error} />
      <SelectField
        name="role"
        label={say('app.card.role')}
        initial={data?.role ?? 'accounts-payable'}
        options={ROLES.map(r => [r, say(`app.role.${r}`)])}
      />
      <div className="two">
        {CONTACT_TEXTS.map(name => (
          <TextField key={name} name={name} label={say(`app.card.${name}`)} defaultValue={data?.[name] ?? ''} error={keep.error} />
        ))}
      </div>
      {contactId === undefined ? null : (
        <p>
          <button type="button" className="link" onClick={() => keep.mutate({ method: 'DELETE', path })}>
            {say('app.card.remove')}
          </button>
        </p>
      )}
    </ActForm>
  )
}
