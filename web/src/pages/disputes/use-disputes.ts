import { useQuery } from '@tanstack/react-query'
import type { DisputeView } from '../../api/calls.ts'
import { ask } from '../../api/client.ts'

/** Disputes in one of the lists. */
export const useDisputes = (show: 'open' | 'due' | 'all', client?: string) =>
  useQuery({
    queryKey: ['disputes', show, client],
    queryFn: () =>
      ask<{ disputes: readonly DisputeView[] }>('GET', `/disputes?show=${show}${client ? `&client=${encodeURIComponent(client)}` : ''}`),
  })
