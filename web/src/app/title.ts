import { useEffect } from 'react'

/** What the window and the reader’s history call this page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Dunwell`
  }, [title])
}
