import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { AgeingPage } from '../pages/ageing/ageing-page.tsx'
import { BankPage } from '../pages/bank/bank-page.tsx'
import { BriefPage } from '../pages/calls/brief-page.tsx'
import { CallPage, PracticePage } from '../pages/calls/call-page.tsx'
import { CallDeskPage } from '../pages/calls/desk-page.tsx'
import { ClientPage } from '../pages/client/client-page.tsx'
import { ClientsPage } from '../pages/clients/clients-page.tsx'
import { CasePage } from '../pages/corrections/case-page.tsx'
import { CorrectionsPage } from '../pages/corrections/corrections-page.tsx'
import { DeskPage } from '../pages/desk/desk-page.tsx'
import { DesksPage } from '../pages/desk/desks-page.tsx'
import { ImportPage } from '../pages/import/import-page.tsx'
import { InboxPage } from '../pages/inbox/inbox-page.tsx'
import { InterestPage } from '../pages/interest/interest-page.tsx'
import { InvoicePage } from '../pages/invoice/invoice-page.tsx'
import { InvoicesPage } from '../pages/invoices/invoices-page.tsx'
import { LawPage } from '../pages/law/law-page.tsx'
import { NotFoundPage } from '../pages/not-found/not-found-page.tsx'
import { OutboxPage } from '../pages/outbox/outbox-page.tsx'
import { PlansPage } from '../pages/plans/plans-page.tsx'
import { PreflightPage } from '../pages/preflight/preflight-page.tsx'
import { SettingsPage } from '../pages/settings/settings-page.tsx'
import { SignInPage } from '../pages/sign-in/sign-in-page.tsx'
import { StatementPage } from '../pages/statement/statement-page.tsx'
import { TodayPage } from '../pages/today/today-page.tsx'
import { UnbilledPage } from '../pages/unbilled/unbilled-page.tsx'
import { Layout } from './layout.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage })
const interest = createRoute({ getParentRoute: () => root, path: '/interest', component: InterestPage })
const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: Layout })

const page = <P extends string>(path: P, component: () => React.ReactNode) => createRoute({ getParentRoute: () => inside, path, component })

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    interest,
    inside.addChildren([
      page('/', TodayPage),
      page('/clients', ClientsPage),
      page('/clients/$clientId', ClientPage),
      page('/clients/$clientId/decide', DeskPage),
      page('/decisions', DesksPage),
      page('/clients/$clientId/statement', StatementPage),
      page('/invoices', InvoicesPage),
      page('/invoices/$invoiceId', InvoicePage),
      page('/ageing', AgeingPage),
      page('/corrections', CorrectionsPage),
      page('/corrections/$correctionId', CasePage),
      page('/unbilled', UnbilledPage),
      page('/bank', BankPage),
      page('/inbox', InboxPage),
      page('/outbox', OutboxPage),
      page('/law', LawPage),
      page('/calls', CallDeskPage),
      page('/calls/$callId', CallPage),
      page('/calls/brief/$clientId', BriefPage),
      page('/calls/practice/$practiceId', PracticePage),
      page('/plans', PlansPage),
      page('/import', ImportPage),
      page('/preflight', PreflightPage),
      page('/settings', SettingsPage),
      page('/settings/$part', SettingsPage),
    ]),
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
