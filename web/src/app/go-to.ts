import { useNavigate } from '@tanstack/react-router'

export type PlacePath = '/' | '/clients' | '/invoices' | '/settings' | '/bank' | '/import'

/** Goes to one of the app’s places. */
export function useGoTo(): (to: PlacePath) => void {
  const navigate = useNavigate()
  return to => void navigate({ to })
}
