import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from './client.ts'

export type ActBody = Readonly<Record<string, unknown>>

/** Does one act (`POST /acts/NAME`), then asks again for everything on screen. */
export function useAct<T = { id: string }>(name: string) {
  const queries = useQueryClient()
  return useMutation<T, Error, ActBody>({
    mutationFn: body => ask<T>('POST', `/acts/${name}`, body),
    onSuccess: () => void queries.invalidateQueries(), // not awaited: what the caller says on success must not wait for it
  })
}

/** Takes a recorded fact back. */
export function useRetract() {
  const queries = useQueryClient()
  return useMutation<unknown, Error, { noun: string; id: string }>({
    mutationFn: ({ noun, id }) => ask('DELETE', `/facts/${noun}/${id}`),
    onSuccess: () => void queries.invalidateQueries(), // not awaited: what the caller says on success must not wait for it
  })
}

/** Records a fact of one noun. */
export function useRecord(noun: string) {
  const queries = useQueryClient()
  return useMutation<{ id: string }, Error, ActBody>({
    mutationFn: body => ask<{ id: string }>('POST', `/facts/${noun}`, body),
    onSuccess: () => void queries.invalidateQueries(), // not awaited: what the caller says on success must not wait for it
  })
}

/** Sends files to a route, with what else its form says. */
export function useSendFiles<T>(path: string) {
  const queries = useQueryClient()
  return useMutation<T, Error, { files: readonly File[]; fields?: Readonly<Record<string, string>> }>({
    mutationFn: ({ files, fields = {} }) => {
      const form = new FormData()
      for (const file of files) form.append('files', file)
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      return ask<T>('POST', path, form)
    },
    onSuccess: () => void queries.invalidateQueries(), // not awaited: what the caller says on success must not wait for it
  })
}
