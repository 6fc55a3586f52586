import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { refuse } from '../../core/fault.ts'
import { userOf } from '../auth/auth.ts'
import { importFolder, sourceRoot } from '../packs/modules.ts'
import { type Api, type Deps, newApi, placeOf, type Routes } from './context.ts'
import { answerError, faultsAnswer } from './errors.ts'
import { headers, knownHosts, sameOriginWrites } from './security.ts'

/** Where the built web app lies. */
export const webRoot = join(sourceRoot, '..', 'web', 'dist')

interface RouteModule {
  readonly routes: Routes
  /** Answers without a firm or without sign-in; every other route needs both. */
  readonly open?: boolean
}

/** The whole HTTP application: the API, its description, sign-in, and the web app. */
export async function createServer(deps: Deps, web: string = webRoot): Promise<Api> {
  const app = newApi()
  app.onError(answerError)
  app.use(knownHosts(hostsOf(deps)))
  app.use(headers)
  app.use(sameOriginWrites)
  app.all('/api/auth/*', c => deps.auth.handler(c.req.raw))

  const modules = [...(await importFolder<RouteModule>('shell/http/routes')).values()]
  for (const module of modules.filter(m => m.open)) module.routes(app, deps)
  app.use('/api/v1/*', async (c, next) => {
    const found = await userOf(deps.auth, c.req.raw.headers)
    if (!found) return refuse('sign-in-first', 'Sign in first.', { mend: 'Open the link that `npm start` prints, or send an API key.' })
    const here = await placeOf(deps, found.user, found.by === 'key' ? 'api' : 'app')
    if (!here) return refuse('no-workspace', 'There is no firm here yet.', { mend: 'POST /api/v1/firm makes it.' })
    c.set('user', found.user)
    c.set('place', here.place)
    c.set('role', here.role)
    return next()
  })
  for (const module of modules.filter(m => !m.open)) module.routes(app, deps)

  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' })
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Dunwell', version: '1', description: 'Amounts are text of minor units beside their currency; days are YYYY-MM-DD.' },
    security: [{ apiKey: [] }],
  })
  app.all('/api/*', c => faultsAnswer(c, 404, [{ code: 'not-found', message: `There is no ${c.req.method} ${c.req.path}.` }]))
  serveWeb(app, web)
  return app
}

const hostsOf = (deps: Deps): string[] => {
  const own = ['127.0.0.1', 'localhost', '[::1]', new URL(deps.origin).hostname]
  return deps.config.publicUrl ? [...own, new URL(deps.config.publicUrl).hostname] : own
}

/** Files by their names (hashed names are kept for ever); every other path is the app itself, which knows its own pages. */
function serveWeb(app: Api, web: string): void {
  app.use(
    '/assets/*',
    serveStatic({
      root: web,
      onFound: (_path, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  app.get('/assets/*', c => c.text('Not found', 404))
  app.use('/favicon.svg', serveStatic({ root: web }))
  app.get('*', serveStatic({ root: web, path: 'index.html', onFound: (_path, c) => c.header('cache-control', 'no-cache') }))
}
