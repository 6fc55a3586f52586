import type { SmsAccount, SmsProvider } from '../../packs/sms-text/provider.ts'
import { e164 } from '../../packs/sms-text/segments.ts'
import type { Delivery } from '../mail/smtp.ts'
import { importFolder } from '../packs/modules.ts'
import type { Outside } from './outside.ts'

/** A line to the firm’s provider of text messages. */
export interface SmsLine {
  readonly provider: string
  send(to: string, text: string, reference: string): Promise<Delivery>
}

let found: Promise<ReadonlyMap<string, SmsProvider>> | undefined
/** Every provider there is, by name. */
export const smsProviders = (): Promise<ReadonlyMap<string, SmsProvider>> => {
  found ??= importFolder<{ provider: SmsProvider }>('packs/sms').then(all => new Map([...all].map(([name, m]) => [name, m.provider])))
  return found
}

export function smsLine(provider: SmsProvider, account: SmsAccount, net: Outside): SmsLine {
  return {
    provider: provider.name,
    send: async (to, text, reference) => {
      const number = e164(to)
      if (number === undefined)
        return {
          kind: 'refused',
          stage: 'recipient',
          response: `"${to}" has no country code: write it as +33 6 12 34 56 78.`,
          rejected: [to],
        }
      const answer = await net.ask({ method: 'POST', ...provider.request(account, { to: number, text, reference }) })
      switch (answer.kind) {
        case 'not-begun':
          return { kind: 'later', reason: answer.reason }
        case 'no-answer':
          return { kind: 'unsure', reason: answer.reason }
        case 'forbidden':
          return { kind: 'refused', stage: 'message', response: answer.reason, rejected: [] }
        case 'answer': {
          const read = provider.read(answer.status, answer.body)
          if (read.kind === 'taken') return { kind: 'sent', response: `${provider.title} ${read.id}`.trim(), rejected: [] }
          if (read.kind === 'later') return { kind: 'later', reason: read.said }
          return { kind: 'refused', stage: read.kind, response: read.said, rejected: read.kind === 'recipient' ? [to] : [] }
        }
      }
    },
  }
}
