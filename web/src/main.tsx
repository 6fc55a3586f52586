import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiRefusal } from './api/client.ts'
import { router } from './app/router.tsx'
import { SessionProvider } from './app/session.tsx'
import { applyTheme } from './app/theme.ts'
import './styles/tokens.css'
import './styles/text.css'
import './styles/parts.css'
import './styles/tables.css'
import './styles/forms.css'
import './styles/frame.css'
import './styles/today.css'
import './styles/opened.css'
import './styles/lists.css'
import './styles/client.css'
import './styles/settings.css'
import './styles/import.css'
import './styles/bank.css'
import './styles/correction.css'
import './styles/everywhere.css'
import './styles/policy.css'
import './styles/desk.css'
import './styles/calls.css'
import './styles/inbox.css'

applyTheme()
const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && !(error instanceof ApiRefusal && error.status >= 400) },
  },
})
const place = document.getElementById('app')
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </StrictMode>,
  )
