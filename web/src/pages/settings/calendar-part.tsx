import { useQuery } from '@tanstack/react-query'
import { useRecord, useRetract } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { SettingsView } from '../../api/types.ts'
import { SelectField, TextField } from '../../parts/field.tsx'
import { Problem } from '../../parts/problem.tsx'
import { useToast } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { ActForm, filled } from '../client/form.tsx'
import { Holidays } from './holidays.tsx'

interface CalendarDay {
  readonly id: string
  readonly on: string
  readonly closed: boolean
  readonly label: string | null
  readonly country: string | null
}

/** Days the firm adds to the public holidays, or takes from them: no message leaves on a closed day. */
export function CalendarPart({ settings }: { settings: SettingsView }) {
  const { say, day } = useWords()
  const toast = useToast()
  const { data, error } = useQuery({
    queryKey: ['calendar'],
    queryFn: () => ask<{ facts: readonly CalendarDay[] }>('GET', '/facts/calendar-day?limit=1000'),
  })
  const add = useRecord('calendar-day')
  const retract = useRetract()
  const days = [...(data?.facts ?? [])].sort((a, b) => (a.on < b.on ? -1 : 1))
  return (
    <div className="stack">
      <p className="prose">{say('app.calendar.lead')}</p>
      <Problem error={error ?? retract.error} />
      {days.length > 0 ? (
        <table>
          <caption className="vh">{say('app.settings.calendar')}</caption>
          <tbody>
            {days.map(d => (
              <tr key={d.id}>
                <th scope="row" className="nowrap">
                  {day(d.on, 'medium')}
                </th>
                <td>{say(d.closed ? 'app.calendar.closed' : 'app.calendar.open')}</td>
                <td>{[d.country, d.label].filter(Boolean).join(' · ')}</td>
                <td className="end">
                  <button type="button" className="link" onClick={() => retract.mutate({ noun: 'calendar-day', id: d.id })}>
                    {say('app.calendar.remove')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <ActForm
        error={add.error}
        isPending={add.isPending}
        button={say('app.calendar.add')}
        onSubmit={value =>
          add.mutate(
            {
              closed: value('closed') === 'closed',
              ...filled({ on: value('on'), label: value('label'), country: value('country').toUpperCase() }),
            },
            {
              onSuccess: ({ id }) => toast({ text: say('app.settings.saved'), undo: () => retract.mutate({ noun: 'calendar-day', id }) }),
            },
          )
        }
      >
        <div className="two">
          <TextField name="on" type="date" label={say('app.calendar.on')} error={add.error} />
          <SelectField
            name="closed"
            label={say('app.calendar.how')}
            options={[
              ['closed', say('app.calendar.closed')],
              ['open', say('app.calendar.open')],
            ]}
          />
        </div>
        <div className="two">
          <TextField name="label" label={say('app.calendar.label')} error={add.error} />
          <TextField name="country" label={say('app.holidays.only')} maxLength={2} pattern="[A-Za-z]{2}" error={add.error} />
        </div>
      </ActForm>
      <Holidays home={settings.firm.country} />
    </div>
  )
}
