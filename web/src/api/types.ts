// The view models of the API, as the server makes them: types only, nothing of the server runs here.
export type { Fault } from '../../../src/core/fault.ts'
export type { SearchHit } from '../../../src/shell/http/routes/search.ts'
export type { SessionView } from '../../../src/shell/http/routes/session.ts'
export type { AmountView, ClientRow, InvoiceRow } from '../../../src/shell/views/overview.ts'
export type { ListView } from '../../../src/shell/views/lists.ts'
export type { ClientView, StandingView } from '../../../src/shell/views/client.ts'
export type { InvoiceView } from '../../../src/shell/views/invoice.ts'
export type { TimelineEntry } from '../../../src/shell/views/timeline.ts'
