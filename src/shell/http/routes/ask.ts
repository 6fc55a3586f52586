import { askPages } from '../../answers/ask.ts'
import type { Routes } from '../context.ts'

export const open = true

/** The colleague’s page about a dispute: a link of their own, no account. */
export const routes: Routes = (api, deps) => askPages(api, deps)
