import { useQuery } from '@tanstack/react-query'
import { IntlMessageFormat } from 'intl-messageformat'
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react'
import { ask } from '../api/client.ts'
import { amountText, dayText } from './format.ts'
import { unbroken } from './unbroken.ts'

export type Params = Readonly<Record<string, string | number | boolean>>
export interface Speaker {
  readonly language: string
  /** The sentence of a key. Days under names ending in Day or On and amounts under names ending in Amount are written out. */
  say(key: string, params?: Params): string
  has(key: string): boolean
  day(day: string, style?: 'long' | 'medium' | 'short' | 'near'): string
  /** An amount without its currency. */
  figure(minor: string, currency: string): string
  /** An amount with its currency, as the language writes it. */
  amount(minor: string, currency: string): string
}

const SpeakerContext = createContext<Speaker | undefined>(undefined)

export function useWords(): Speaker {
  const speaker = useContext(SpeakerContext)
  if (!speaker) throw new Error('words are not loaded yet')
  return speaker
}

const KEPT = 'dunwell-language'

/** The person’s own choice wherever they sign in, else the one made in this browser, else the browser’s. */
export function chosenLanguage(available: readonly string[], own: string | null): string {
  const wishes = [own, localStorage.getItem(KEPT), ...navigator.languages].flatMap(l => (l ? [l, l.split('-', 1)[0] ?? l] : []))
  return wishes.find(l => available.includes(l)) ?? 'en'
}
/** Kept with the person, and in this browser for pages where nobody is signed in. */
export async function chooseLanguage(language: string): Promise<void> {
  localStorage.setItem(KEPT, language)
  await ask('POST', '/members/me/language', { language }).catch(() => undefined) // whoever has no firm yet keeps it in the browser alone
  location.reload()
}

export function speakerOf(language: string, catalogue: Readonly<Record<string, string>>): Speaker {
  const compiled = new Map<string, IntlMessageFormat>()
  const messageOf = (key: string): IntlMessageFormat => {
    const known = compiled.get(key)
    if (known) return known
    const made = new IntlMessageFormat(catalogue[key] ?? key, language, undefined, { ignoreTag: true })
    compiled.set(key, made)
    return made
  }
  return {
    language,
    has: key => key in catalogue,
    say: (key, params = {}) => unbroken(language, String(messageOf(key).format(written(language, params)))),
    day: (day, style) => dayText(language, day, style),
    figure: (minor, currency) => amountText(language, minor, currency, false),
    amount: (minor, currency) => amountText(language, minor, currency, true),
  }
}

function written(language: string, params: Params): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      if (/(Day|On)$|^(day|on)$/.test(name) && /^\d{4}-\d\d-\d\d$/.test(String(value)))
        return [name, dayText(language, String(value), 'near')]
      const amount = /(Amount$|^amount$)/.test(name) ? /^(-?\d+) ([A-Z]{3})$/.exec(String(value)) : null
      return [name, amount?.[1] && amount[2] ? amountText(language, amount[1], amount[2], true) : value]
    }),
  )
}

export function WordsProvider({ language, children }: { language: string; children: ReactNode }) {
  const { data } = useQuery({
    queryKey: ['words', language],
    queryFn: () => ask<Record<string, string>>('GET', `/words/${language}`),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const speaker = useMemo(() => (data ? speakerOf(language, data) : undefined), [language, data])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return speaker ? <SpeakerContext.Provider value={speaker}>{children}</SpeakerContext.Provider> : null
}
