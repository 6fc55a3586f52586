import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api/client.ts'
import type { MemberView, TodayView } from '../../api/types.ts'
import { useKeys } from '../../app/keys.tsx'
import { Choices } from '../../parts/choices.tsx'
import { useWords } from '../../words/words.tsx'

/** Everybody who may enter this firm. */
export const useMembers = (): readonly MemberView[] =>
  useQuery({ queryKey: ['members'], queryFn: () => ask<MemberView[]>('GET', '/members') }).data ?? []

/** What was given to whoever looks; of the rest of the day, all of it. */
export function useMine(today: TodayView | undefined, isMine: boolean): TodayView | undefined {
  const { data } = useQuery({
    queryKey: ['today', 'mine'],
    queryFn: () => ask<TodayView>('GET', '/today?mine=true'),
    enabled: isMine,
  })
  if (!isMine) return today
  return today && data ? { ...today, contacts: data.contacts, corrections: data.corrections } : undefined
}

/** Everybody's list or one's own. It is asked only in a firm of several. */
export function WhoseList({ isMine, onChange }: { isMine: boolean; onChange: (isMine: boolean) => void }) {
  const { say } = useWords()
  const isAlone = useMembers().length < 2
  useKeys(isAlone ? [] : [{ keys: 'm', does: say('app.whose.key'), run: () => onChange(!isMine) }])
  if (isAlone) return null
  return (
    <div className="whose">
      <Choices
        label={say('app.whose.list')}
        value={isMine ? 'mine' : 'all'}
        onChange={which => onChange(which === 'mine')}
        options={(['all', 'mine'] as const).map(which => [which, say(`app.whose.${which}`)])}
      />
    </div>
  )
}

/** Whose step it is, on its line. */
export function Assignee({ userId }: { userId: string | null }) {
  const { say } = useWords()
  const name = useMembers().find(m => m.userId === userId)?.name
  return name ? <span className="mark">{say('app.whose.of', { name })}</span> : null
}

/** To whom the opened client was given, and what was said with it. */
export function GivenTo({ clientId, userId }: { clientId: string; userId: string | null }) {
  const { say } = useWords()
  const name = useMembers().find(m => m.userId === userId)?.name
  const { data } = useQuery({
    queryKey: ['assignments', clientId],
    queryFn: () =>
      ask<{ facts: readonly { toUser: string; note: string | null; recordedAt: string }[] }>(
        'GET',
        `/facts/assignment?clientId=${clientId}`,
      ),
    enabled: userId !== null,
  })
  if (!name) return null
  const given = data?.facts.filter(f => f.toUser === userId).sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))[0]
  return <p className="meta">{given?.note ? say('app.whose.givenNote', { name, note: given.note }) : say('app.whose.given', { name })}</p>
}
