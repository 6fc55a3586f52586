import { form, jsonOf, type SmsProvider } from '../sms-text/provider.ts'

/** 13: no valid number in the request. 11, 12, 17, 94: the text or its form is refused. The rest concerns our own account. */
const RECIPIENT = new Set([13])
const MESSAGE = new Set([11, 12, 17, 94])

/** SMSAPI (api.smsapi.com, sms.do with format=json). */
export const provider: SmsProvider = {
  name: 'smsapi',
  title: 'SMSAPI',
  base: 'https://api.smsapi.com',
  user: null,
  request: (account, message) => {
    const { body, type } = form({
      to: message.to.slice(1),
      from: account.from,
      message: message.text,
      format: 'json',
      encoding: 'utf-8',
      idx: message.reference.slice(0, 36),
      check_idx: '1',
    })
    return { url: `${account.base}/sms.do`, headers: { ...type, authorization: `Bearer ${account.secret}` }, body }
  },
  read: (status, body) => {
    const { list, error, message } = jsonOf(body)
    const [first] = Array.isArray(list) ? (list as Record<string, unknown>[]) : [] // objects, by the API’s reference
    if (status === 200 && first?.id !== undefined) return { kind: 'taken', id: String(first.id) }
    const said = `${status} ${typeof message === 'string' ? message : body.slice(0, 200)}`
    const code = Number(error)
    if (RECIPIENT.has(code)) return { kind: 'recipient', said }
    return MESSAGE.has(code) ? { kind: 'message', said } : { kind: 'later', said }
  },
}
