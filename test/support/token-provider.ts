import { OAuth2Server } from 'oauth2-mock-server'

export interface TokenProvider {
  /** Where tokens are renewed. */
  readonly url: string
  /** Where a mail server asks whether a token holds (RFC 7662). */
  readonly introspectUrl: string
  /** Tokens that hold now. */
  readonly valid: Set<string>
  /** `refresh`: the only refresh token that is taken; `refuse`: it takes none. */
  readonly state: { refresh: string; given: number; refuse: boolean }
  stop(): Promise<unknown>
}

/** A provider of tokens for one mailbox that gives another refresh token at every use, and takes only the newest. */
export async function startProvider(user = 'ada'): Promise<TokenProvider> {
  const oauth = new OAuth2Server()
  await oauth.issuer.keys.generate('RS256')
  await oauth.start(0, '127.0.0.1')
  const valid = new Set<string>()
  const state = { refresh: 'refresh-0', given: 0, refuse: false }
  oauth.service.on(
    'beforeResponse',
    (response: { body: Record<string, unknown>; statusCode: number }, request: { body: Record<string, string> }) => {
      if (state.refuse || request.body.refresh_token !== state.refresh) {
        response.statusCode = 400
        response.body = { error: 'invalid_grant', error_description: 'the refresh token has ended' }
        return
      }
      state.given += 1
      state.refresh = `refresh-${state.given}`
      valid.add(`token-${state.given}`)
      response.body = { access_token: `token-${state.given}`, token_type: 'Bearer', expires_in: 3600, refresh_token: state.refresh }
    },
  )
  // the provider’s own answer to this question does not say what it was asked
  oauth.service.addRoute('POST', '/holds', (request, response) => {
    const { token } = (request as { body?: { token?: string } }).body ?? {} // as the route reads it
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(valid.has(token ?? '') ? { active: true, username: user } : { active: false }))
  })
  const { url } = oauth.issuer
  return { url: `${url}/token`, introspectUrl: `${url}/holds`, valid, state, stop: () => oauth.stop() }
}
