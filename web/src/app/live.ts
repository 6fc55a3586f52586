import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Asks again for what is on screen when something was recorded elsewhere: by a colleague, the command line or the daily run. */
export function useLiveRefresh(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const events = new EventSource('/api/v1/events')
    events.addEventListener('recorded', () => void queries.invalidateQueries())
    return () => events.close()
  }, [queries])
}
