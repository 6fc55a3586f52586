import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ask } from '../../api/client.ts'
import { Field, SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useWords } from '../../words/words.tsx'
import { COUNTRIES, CURRENCIES, countryHere, LETTER_LANGUAGES, zoneHere } from './countries.ts'

/** What letters must say of the firm and of who signs them: most of it proposed. */
export function FirmForm({ onBack }: { onBack: () => void }) {
  const { say, language } = useWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [country, setCountry] = useState(countryHere())
  const proposal = COUNTRIES[country]
  const make = useMutation({
    mutationFn: (body: Record<string, string>) => ask('POST', '/firm', body),
    onSuccess: async () => {
      await navigate({ to: '/import' })
      await queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const value = (name: string): string => String(form.get(name) ?? '').trim()
    const filled = Object.fromEntries(
      ['name', 'person', 'email', 'currency', 'language', 'iban'].map(name => [name, value(name)]).filter(([, text]) => text),
    )
    make.mutate({ ...filled, country, zone: zoneHere(country) })
  }
  const countries = new Intl.DisplayNames([language], { type: 'region' })
  const languages = new Intl.DisplayNames([language], { type: 'language' })
  return (
    <main className="page narrow" id="main">
      <h1>{say('app.firstRun.firmTitle')}</h1>
      <p className="lead">{say('app.firstRun.firmLead')}</p>
      <form className="form" onSubmit={submit}>
        <Problem error={make.error} />
        <TextField name="name" label={say('app.firm.name')} error={make.error} required autoComplete="organization" />
        <TextField
          name="person"
          label={say('app.account.name')}
          hint={say('app.account.nameHint')}
          error={make.error}
          autoComplete="name"
        />
        <TextField
          name="email"
          type="email"
          label={say('app.firm.ownEmail')}
          hint={say('app.firm.ownEmailHint')}
          error={make.error}
          autoComplete="email"
        />
        <Field label={say('app.firm.country')} name="country" error={make.error}>
          {id => (
            <select id={id} value={country} onChange={event => setCountry(event.target.value)}>
              {Object.keys(COUNTRIES)
                .map(code => [code, countries.of(code) ?? code] as const)
                .sort((a, b) => a[1].localeCompare(b[1], language))
                .map(([code, name]) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <div className="two" key={country}>
          <SelectField
            name="currency"
            label={say('app.firm.currency')}
            error={make.error}
            initial={proposal?.currency ?? 'EUR'}
            options={CURRENCIES.map(c => [c, c])}
          />
          <SelectField
            name="language"
            label={say('app.firm.language')}
            error={make.error}
            initial={proposal?.language ?? 'en'}
            options={LETTER_LANGUAGES.map(l => [l, languages.of(l) ?? l])}
          />
        </div>
        <TextField name="iban" label={say('app.firm.iban')} hint={say('app.firm.ibanHint')} error={make.error} autoComplete="off" />
        <div className="acts">
          <button type="submit" className="btn main">
            {say('app.firstRun.toImport')}
          </button>
          <button type="button" className="btn text" onClick={onBack}>
            {say('app.back')}
          </button>
        </div>
      </form>
    </main>
  )
}
