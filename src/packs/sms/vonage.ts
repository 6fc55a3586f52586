import { form, jsonOf, type SmsProvider } from '../sms-text/provider.ts'

/** Vonage answers 200 and says in `status` what became of it: 0 taken, 1 throttled, 3 wrong field, 6 unroutable, 7 barred, 15 wrong sender. */
const LATER = new Set(['1', '2', '4', '5', '8', '9', '10', '11', '13', '14', '15', '29', '33'])

/** Vonage SMS API (rest.nexmo.com/sms/json). */
export const provider: SmsProvider = {
  name: 'vonage',
  title: 'Vonage',
  base: 'https://rest.nexmo.com',
  user: 'API key',
  request: (account, message) => {
    const { body, type } = form({
      api_key: account.user,
      api_secret: account.secret,
      from: account.from,
      to: message.to.slice(1),
      text: message.text,
      type: 'unicode',
      'client-ref': message.reference.slice(0, 40),
    })
    return { url: `${account.base}/sms/json`, headers: type, body }
  },
  read: (status, body) => {
    const { messages } = jsonOf(body)
    const [first] = Array.isArray(messages) ? (messages as Record<string, unknown>[]) : [] // objects, by the API’s reference
    const code = String(first?.status ?? '')
    const said = `${status} ${String(first?.['error-text'] ?? body.slice(0, 200))}`
    if (status !== 200 || first === undefined || LATER.has(code)) return { kind: 'later', said }
    if (code === '0') return { kind: 'taken', id: String(first['message-id'] ?? '') }
    return code === '6' || code === '7' ? { kind: 'recipient', said } : { kind: 'message', said }
  },
}
