import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import { useWords } from '../words/words.tsx'
import { useToast } from './toast.tsx'

/** Changes one of the firm’s settings, says that it is saved, then asks again for everything on screen. */
export function useSetting(key: string) {
  const { say } = useWords()
  const toast = useToast()
  const queries = useQueryClient()
  return useMutation<unknown, Error, object>({
    mutationFn: value => ask('POST', '/settings', { key, value }),
    onSuccess: async () => {
      toast({ text: say('app.settings.saved') })
      await queries.invalidateQueries()
    },
  })
}
