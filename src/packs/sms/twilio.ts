import { form, jsonOf, type SmsProvider } from '../sms-text/provider.ts'

/** Invalid, not a mobile, unsubscribed, unreachable, blocked. */
const RECIPIENT = new Set([21211, 21214, 21217, 21407, 21610, 21612, 21614, 30003, 30005, 30006])

/** Twilio Programmable Messaging, REST API 2010-04-01. */
export const provider: SmsProvider = {
  name: 'twilio',
  title: 'Twilio',
  base: 'https://api.twilio.com',
  user: 'Account SID',
  request: (account, message) => {
    const { body, type } = form({ To: message.to, From: account.from, Body: message.text })
    const basic = btoa(`${account.user}:${account.secret}`)
    return {
      url: `${account.base}/2010-04-01/Accounts/${encodeURIComponent(account.user)}/Messages.json`,
      headers: { ...type, authorization: `Basic ${basic}` },
      body,
    }
  },
  read: (status, body) => {
    const { sid, code, message } = jsonOf(body)
    const said = `${status} ${typeof message === 'string' ? message : body.slice(0, 200)}`
    if (status === 201 || (status === 200 && typeof sid === 'string')) return { kind: 'taken', id: String(sid ?? '') }
    if (typeof code === 'number' && RECIPIENT.has(code)) return { kind: 'recipient', said }
    if (status === 400 || status === 413) return { kind: 'message', said }
    return { kind: 'later', said }
  },
}
