import { z } from '@hono/zod-openapi'
import type { Fact } from '../../../core/facts/nouns.ts'
import { forgetMailServer, MAIL_SECURITY, type MailServerView, mailServerView, setMailServer } from '../../acts/mail-server.ts'
import { forgetMailbox, type MailboxView, mailboxView, setMailbox, testMailbox } from '../../acts/mailbox.ts'
import { allSettings, changeSetting, setting } from '../../acts/settings.ts'
import { testMail } from '../../acts/test-mail.ts'
import { MAILBOX_SECURITY } from '../../mail/imap.ts'
import { phaseOn } from '../../run/world.ts'
import { policyNamed, readablePolicies } from '../../views/policies.ts'
import { policyPreview } from '../../views/policy-preview.ts'
import type { Place } from '../../workspace.ts'
import { actRoute } from '../act-route.ts'
import { type Deps, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

export interface PolicyView {
  readonly name: string
  readonly says: string
  readonly graceDays: number
  readonly gapDays: number
  readonly contactsPer30Days: number
  readonly hours: readonly [number, number]
  readonly steps: readonly {
    readonly id: string
    readonly days: number
    readonly channel: string
    readonly tone: number
    readonly byPerson: boolean
  }[]
}
export interface SettingsView {
  readonly firm: Fact<'firm'>
  readonly phase: { readonly phase: 'rehearsal' | 'live'; readonly since: string | null; readonly ceilingPerDay: number | null }
  readonly sending: MailServerView & { readonly by: 'smtp' | 'draft'; readonly neverSends: boolean }
  readonly mailbox: MailboxView & { readonly neverSends: boolean }
  readonly policy: string
  readonly policies: readonly PolicyView[]
  readonly settings: Readonly<Record<string, unknown>>
}

const Server = z.object({
  host: z.string().trim().max(253),
  port: z.number(),
  security: z.enum(MAIL_SECURITY),
  user: z.string().max(500).optional(),
  password: z.string().max(1000).optional(),
  oauth: z
    .object({
      tokenUrl: z.string().trim().max(1000),
      clientId: z.string().trim().max(1000),
      clientSecret: z.string().max(2000).default(''),
      refreshToken: z.string().trim().max(4000),
    })
    .optional(),
})
const Box = Server.extend({
  security: z.enum(MAILBOX_SECURITY),
  user: z.string().max(500).default(''),
  password: z.string().max(1000).default(''),
  asSending: z.boolean().optional(),
  inbox: z.string().trim().max(500).optional(),
  sent: z.string().trim().max(500).optional(),
})
const Change = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })

export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/settings', 'How the firm works here', {}), async c =>
    jsonAnswer(c, await settingsView(c.get('place'), deps)),
  )
  api.openapi(actRoute('/api/v1/settings', 'Change one setting', Change), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await changeSetting(c.get('place'), c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/settings/mail-server', 'Send by this mail server; its address is kept sealed', Server), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await setMailServer(c.get('place'), deps.config, c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/settings/mail-server/forget', 'Back to drafts', z.object({})), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await forgetMailServer(c.get('place'), deps.config))
  })
  api.openapi(actRoute('/api/v1/settings/mailbox', 'Read the firm’s own mail here; how to get in is kept sealed', Box), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await setMailbox(c.get('place'), deps.config, c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/settings/mailbox/test', 'Try the mailbox: no message is read', z.object({})), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await testMailbox(c.get('place'), deps.config))
  })
  api.openapi(actRoute('/api/v1/settings/mailbox/forget', 'Read no mail any more', z.object({})), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await forgetMailbox(c.get('place'), deps.config))
  })
  const Named = z.object({ policy: z.string().optional() })
  api.openapi(viewRoute('/api/v1/settings/preview', 'Whom a policy would contact in the next 30 days', { query: Named }), async c => {
    const { policy } = c.req.valid('query')
    return jsonAnswer(c, await policyPreview(c.get('place'), policy === undefined ? undefined : await policyNamed(c.get('place'), policy)))
  })
  api.openapi(actRoute('/api/v1/settings/test-mail', 'Send a test message to yourself', z.object({ to: z.email() })), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await testMail(c.get('place'), deps.config, c.req.valid('json')))
  })
}

async function settingsView(place: Place, deps: Deps): Promise<SettingsView> {
  const { phase, since, ceilingPerDay } = await phaseOn(place.store.db, place.workspaceId, place.by.today)
  const server = await mailServerView(place, deps.config)
  return {
    firm: place.firm,
    phase: { phase, since, ceilingPerDay },
    sending: { ...server, by: server.from === null ? 'draft' : 'smtp', neverSends: deps.config.neverSends ?? false },
    mailbox: { ...(await mailboxView(place, deps.config)), neverSends: deps.config.neverSends ?? false },
    policy: (await setting(place, 'policy')).name,
    policies: (await readablePolicies(place)).map(([name, { policy, says }]) => ({
      name,
      says,
      graceDays: policy.graceDays,
      gapDays: policy.gapDays,
      contactsPer30Days: policy.contactsPer30Days,
      hours: policy.hours,
      steps: policy.steps.map(({ id, days, channel, tone, byPerson }) => ({ id, days, channel, tone, byPerson })),
    })),
    settings: await allSettings(place),
  }
}
