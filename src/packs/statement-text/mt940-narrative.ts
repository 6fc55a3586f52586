import { oneLine } from './field.ts'

/** What field :86: says, whichever of the four dialects the bank speaks. */
export interface Narrative {
  readonly text: string
  readonly reference?: string
  readonly endToEndId?: string
  readonly counterparty?: string
  readonly counterpartyAccount?: string
}

const ABSENT = /^(NOTPROVIDED|NOT PROVIDED|NONREF|NOREF)$/i
const present = (text: string | undefined): string | undefined => {
  const clean = text === undefined ? '' : oneLine(text)
  return clean === '' || ABSENT.test(clean) ? undefined : clean
}

const fields = (found: Record<keyof Omit<Narrative, 'text'>, string | undefined>): Omit<Narrative, 'text'> =>
  Object.fromEntries(Object.entries(found).flatMap(([key, value]) => (present(value) === undefined ? [] : [[key, present(value)]])))

const SEPA_KEYS = 'EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP|RCUR'

/** `EREF+…SVWZ+…`: the parts under their key. What stands before the first key is the text. */
function sepaParts(text: string): Map<string, string> {
  const parts = new Map<string, string>()
  const pieces = text.split(new RegExp(`(?:^|(?<=[\\s?\\w.,]))(${SEPA_KEYS})\\+`))
  parts.set('', pieces[0] ?? '')
  for (let at = 1; at < pieces.length; at += 2) parts.set(pieces[at] ?? '', pieces[at + 1] ?? '')
  return parts
}

/** The German way: `166?00GUTSCHRIFT?20EREF+…?31IBAN?32NAME?33NAME`. Texts ?20–?29 and ?60–?63 are one text cut at 27. */
function germanNarrative(joined: string): Narrative {
  const parts = joined.split(/\?(\d{2})/)
  const at = new Map<number, string>()
  for (let i = 1; i < parts.length; i += 2) at.set(Number(parts[i]), `${at.get(Number(parts[i])) ?? ''}${parts[i + 1] ?? ''}`)
  const cut = (from: number, to: number): string => {
    let text = ''
    for (let key = from; key <= to; key += 1) text += at.get(key) ?? ''
    return text
  }
  const purpose = cut(20, 29) + cut(60, 63)
  const sepa = sepaParts(purpose)
  const spaced = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63].map(k => at.get(k)).filter(t => t !== undefined)
  // Without keys the fields are lines of their own: joined with spaces, as the customer wrote them.
  const text = sepa.size > 1 ? oneLine(sepa.get(''), sepa.get('SVWZ')) || oneLine(purpose) : oneLine(...spaced)
  return {
    text: text || oneLine(at.get(0)),
    ...fields({
      endToEndId: sepa.get('EREF'),
      reference: undefined,
      counterparty: `${at.get(32) ?? ''}${at.get(33) ?? ''}` || sepa.get('ABWA'),
      counterpartyAccount: at.get(31) ?? sepa.get('IBAN'),
    }),
  }
}

const SLASH_KEYS =
  'TRTP|IBAN|BBAN|BIC|NAME|REMI|EREF|ORDP|BENM|CSID|MARF|RTRN|PREF|ADDR|ID|ISDT|TRCD|CNTP|PURP|ULTD|ULTC|RETN|SVCL|NRTX|KREF|OCMT|CHGS|EXCH'

/** The Dutch and SWIFT way: `/TRTP/…/IBAN/…/NAME/…/REMI/…/EREF/…`. */
function slashNarrative(joined: string): Narrative {
  const pieces = joined.split(new RegExp(`/(${SLASH_KEYS})/`))
  const parts = new Map<string, string>()
  for (let at = 1; at < pieces.length; at += 2) {
    const key = pieces[at] ?? ''
    if (!parts.has(key) || parts.get(key) === '') parts.set(key, pieces[at + 1] ?? '')
  }
  // /CNTP/account/bic/name/city/ is the other side in one field; /REMI/USTD//text or /REMI/STRD/CUR/reference.
  const side = parts.get('CNTP')?.split('/')
  const remittance = parts.get('REMI') ?? ''
  const structured = /^STRD\/(?:CUR\/)?([^/]+)/.exec(remittance)?.[1]
  const text = remittance.replace(/^(USTD|STRD)\/(CUR)?\/*/, '').replace(/\/+$/, '')
  return {
    text: oneLine(text) || oneLine(pieces[0], parts.get('TRTP')),
    ...fields({
      reference: structured,
      endToEndId: parts.get('EREF')?.replace(/\/+$/, ''),
      counterparty: parts.get('NAME')?.replace(/\/+$/, '') ?? side?.[2],
      counterpartyAccount: parts.get('IBAN') ?? parts.get('BBAN') ?? side?.[0],
    }),
  }
}

/** The Polish way: `…; Z RACH.: account; OD: name; TYT.: text; TNR: …`. */
function labelledNarrative(joined: string): Narrative {
  const part = (label: RegExp): string | undefined => label.exec(joined)?.[1]?.trim()
  return {
    text: part(/TYT\.?:\s*(.*?)\s*(?:;\s*TNR:|$)/s) ?? oneLine(joined),
    ...fields({
      reference: undefined,
      endToEndId: undefined,
      counterparty: part(/(?:OD|DLA|DO):\s*(.*?)\s*;\s*TYT/s),
      counterpartyAccount: part(/(?:Z|NA) RACH\.?:\s*([\d\s]{20,40}?)\s*;/s),
    }),
  }
}

/** Lines of `:NS:`: 01–14 text, 15–16 name of the other side, 18 bank, 19 account. */
function numberedNarrative(lines: readonly string[]): Narrative {
  const at = (from: number, to: number): string[] => lines.filter(l => +l.slice(0, 2) >= from && +l.slice(0, 2) <= to).map(l => l.slice(2))
  return {
    text: oneLine(...at(1, 14)),
    ...fields({ reference: undefined, endToEndId: undefined, counterparty: oneLine(...at(15, 16)), counterpartyAccount: at(19, 19)[0] }),
  }
}

const IBAN_THEN_NAME = /^([A-Z]{2}\d{2}[A-Z0-9]{10,30})\s+(\S.{2,})$/

function plainNarrative(lines: readonly string[]): Narrative {
  const head = IBAN_THEN_NAME.exec(lines[0]?.trim() ?? '')
  const found = { reference: undefined, endToEndId: undefined, counterparty: head?.[2], counterpartyAccount: head?.[1] }
  return { text: oneLine(...(head && lines.length > 1 ? lines.slice(1) : lines)), ...fields(found) }
}

/**
 * Reads the fields after :61:. @param details lines of each :86: or :NS: field; @param supplementary lines of :61: after the first.
 * Lines of one field are cut by the bank at 65 characters and joined without a space where a dialect is recognised.
 */
export function narrativeOf(details: readonly (readonly string[])[], supplementary: readonly string[]): Narrative {
  const lines = details.flat()
  if (lines.length === 0) return { text: oneLine(...supplementary) }
  const joined = lines.join('')
  if (/^\d{0,3}\s*\?\d{2}/.test(joined) || (joined.match(/\?\d{2}/g) ?? []).length >= 2) return germanNarrative(joined)
  if (new RegExp(`/(${SLASH_KEYS})/`).test(joined)) return slashNarrative(joined)
  if (/TYT\.?:/.test(joined)) return labelledNarrative(lines.join(' ').replace(/\s+/g, ' '))
  if (lines.every(l => /^\d{2}/.test(l)) && lines.length > 1) return numberedNarrative(lines)
  if (new RegExp(`(?:^|\\s)(${SEPA_KEYS})\\+`).test(joined)) return germanNarrative(`?20${joined}`)
  return plainNarrative([...lines, ...supplementary])
}
