import { Outlet, useLocation } from '@tanstack/react-router'
import { FirstRunPage } from '../pages/first-run/first-run-page.tsx'
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx'
import { ToastProvider } from '../parts/toast.tsx'
import { useSession } from './session.tsx'

/** The calculator is for anybody. Nobody signed in: the way in. Signed in without a firm: the first run. Else the app. */
export function Shell() {
  const { user, firm } = useSession()
  const path = useLocation({ select: l => l.pathname })
  if (path === '/interest') return <Outlet />
  if (!user) return <SignInPage />
  if (!firm) return <FirstRunPage />
  return <ToastProvider>{path === '/sign-in' ? <SignInPage /> : <Outlet />}</ToastProvider>
}
