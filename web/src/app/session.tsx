import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { ask } from '../api/client.ts'
import type { SessionView } from '../api/types.ts'
import { chosenLanguage, WordsProvider } from '../words/words.tsx'

const SessionContext = createContext<SessionView | undefined>(undefined)

export function useSession(): SessionView {
  const session = useContext(SessionContext)
  if (!session) throw new Error('the session is not loaded yet')
  return session
}

/** The firm; only below pages that exist once there is one. */
export function useFirm(): NonNullable<SessionView['firm']> & { readonly today: string } {
  const { firm, today } = useSession()
  if (!firm || !today) throw new Error('there is no firm yet')
  return { ...firm, today }
}

/** Asks who is here and speaks their language; shows nothing until both are known. */
export function SessionProvider({ children }: { children: ReactNode }) {
  const { data } = useQuery({ queryKey: ['session'], queryFn: () => ask<SessionView>('GET', '/session'), refetchOnWindowFocus: true })
  if (!data) return null
  return (
    <SessionContext.Provider value={data}>
      <WordsProvider language={chosenLanguage(data.languages, data.user?.language ?? null)}>{children}</WordsProvider>
    </SessionContext.Provider>
  )
}
