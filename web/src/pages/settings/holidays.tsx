import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useRecord, useRetract } from '../../api/acts.ts'
import { ask } from '../../api/client.ts'
import type { HolidaysView } from '../../api/types.ts'
import { Problem } from '../../parts/problem.tsx'
import { holidayText } from '../../words/holidays.ts'
import { useWords } from '../../words/words.tsx'

/** Public holidays of a country in a year: each can be worked on after all, and taken back. Whose data they are is said. */
export function Holidays({ home }: { home: string }) {
  const words = useWords()
  const { say, day, language } = words
  const [country, setCountry] = useState(home)
  const [year, setYear] = useState<number | undefined>()
  const { data, error } = useQuery({
    queryKey: ['holidays', country, year],
    queryFn: () => ask<HolidaysView>('GET', `/holidays?country=${country}${year === undefined ? '' : `&year=${year}`}`),
    placeholderData: previous => previous,
  })
  const add = useRecord('calendar-day')
  const retract = useRetract()
  const names = new Intl.DisplayNames([language], { type: 'region' })
  if (!data) return <Problem error={error} />
  return (
    <section className="stack" aria-labelledby="holidays">
      <h3 id="holidays">{say('app.holidays.title')}</h3>
      <Problem error={error ?? add.error ?? retract.error} />
      <div className="two">
        <label className="field">
          <span>{say('app.holidays.country')}</span>
          <select value={data.country} onChange={e => setCountry(e.target.value)}>
            {[...new Set([home, ...data.countries])].map(code => (
              <option key={code} value={code}>
                {names.of(code) ?? code}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{say('app.holidays.year')}</span>
          <select value={data.year} onChange={e => setYear(Number(e.target.value))}>
            {[-1, 0, 1, 2].map(ahead => {
              const one = new Date().getFullYear() + ahead
              return (
                <option key={one} value={one}>
                  {one}
                </option>
              )
            })}
          </select>
        </label>
      </div>
      {data.source === null ? <p className="meta">{say('app.holidays.unknown')}</p> : null}
      <table>
        <caption className="vh">{say('app.holidays.title')}</caption>
        <tbody>
          {data.days.map(d => (
            <tr key={d.on}>
              <th scope="row" className="nowrap">
                {day(d.on, 'medium')}
              </th>
              <td>
                {d.label ?? (d.name === null ? say(`app.holidays.${d.kind}`) : holidayText(words, d.name))}
                {d.kind !== 'public' && (d.label !== null || d.name !== null) ? (
                  <span className="meta"> · {say(`app.holidays.${d.kind}`)}</span>
                ) : null}
              </td>
              <td className="end">
                {d.id === null ? (
                  <button type="button" className="link" onClick={() => add.mutate({ on: d.on, closed: false, country: data.country })}>
                    {say('app.holidays.work')}
                  </button>
                ) : (
                  <button type="button" className="link" onClick={() => retract.mutate({ noun: 'calendar-day', id: d.id ?? '' })}>
                    {say('app.calendar.remove')}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.source === null ? null : (
        <p className="meta">
          {say('app.holidays.source')} <span lang="en">{data.source}</span>
        </p>
      )}
    </section>
  )
}
