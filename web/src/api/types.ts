// The view models of the API, as the server makes them: types only, nothing of the server runs here.
export type { Fault } from '../../../src/core/fault.ts'
export type { SearchHit } from '../../../src/shell/http/routes/search.ts'
export type { SessionView } from '../../../src/shell/http/routes/session.ts'
