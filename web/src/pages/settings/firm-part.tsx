import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { SettingsView } from '../../api/types.ts'
import { Field, SelectField, TextField } from '../../parts/field.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm } from '../client/form.tsx'
import { LETTER_LANGUAGES } from '../first-run/countries.ts'

const TEXTS = ['legalName', 'person', 'seniorPerson', 'email', 'phone', 'companyId', 'vatId', 'iban', 'bic'] as const

/** What letters say of the firm. */
export function FirmPart({ settings }: { settings: SettingsView }) {
  const { say, language } = useWords()
  const { firm } = settings
  const queries = useQueryClient()
  const toast = useToast()
  const change = useMutation({
    mutationFn: (body: Record<string, unknown>) => ask('PATCH', `/facts/firm/${firm.id}`, body),
    onSuccess: async () => {
      toast({ text: say('app.settings.saved') })
      await queries.invalidateQueries()
    },
  })
  const languages = new Intl.DisplayNames([language], { type: 'language' })
  const submit = (value: (name: string) => string): void => {
    const texts = Object.fromEntries(TEXTS.map(name => [name, value(name) || null]))
    const address = value('address')
      .split('\n')
      .map(line => line.trim())
      .filter(Boolean)
    change.mutate({ ...texts, name: value('name'), language: value('language'), address })
  }
  return (
    <ActForm error={change.error} isPending={change.isPending} button={say('app.save')} onSubmit={submit}>
      <TextField name="name" label={say('app.firm.name')} defaultValue={firm.name} error={change.error} required />
      <Field label={say('app.firm.address')} name="address" error={change.error}>
        {id => <textarea id={id} name="address" rows={3} defaultValue={firm.address.join('\n')} />}
      </Field>
      <SelectField
        name="language"
        label={say('app.firm.language')}
        initial={firm.language}
        options={LETTER_LANGUAGES.map(l => [l, languages.of(l) ?? l])}
        error={change.error}
      />
      <div className="two">
        {TEXTS.map(name => (
          <TextField key={name} name={name} label={say(`app.firm.${name}`)} defaultValue={firm[name] ?? ''} error={change.error} />
        ))}
      </div>
    </ActForm>
  )
}
