import { jsonOf, type SmsProvider } from '../sms-text/provider.ts'

/** A gateway of one’s own (a phone, a modem, a script): JSON in, `{ "id": … }` out; 404 or 410: no such number; 422: not this text. */
export const provider: SmsProvider = {
  name: 'gateway',
  title: 'Gateway of our own',
  base: '',
  user: null,
  request: (account, message) => ({
    url: account.base,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${account.secret}`,
      'idempotency-key': message.reference,
    },
    body: JSON.stringify({ from: account.from, to: message.to, text: message.text, reference: message.reference }),
  }),
  read: (status, body) => {
    const { id } = jsonOf(body)
    const said = `${status} ${body.slice(0, 200)}`
    if (status >= 200 && status < 300) return { kind: 'taken', id: String(id ?? '') }
    if (status === 404 || status === 410) return { kind: 'recipient', said }
    return status === 400 || status === 413 || status === 422 ? { kind: 'message', said } : { kind: 'later', said }
  },
}
