export interface CamtLine {
  readonly on: string
  /** Decimal; a minus sign: money out. */
  readonly amount: string
  readonly text: string
  readonly name?: string
  readonly iban?: string
  readonly currency?: string
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function entry({ on, amount, text, name, iban, currency = 'EUR' }: CamtLine): string {
  const side = amount.startsWith('-') ? 'DBIT' : 'CRDT'
  const tag = side === 'DBIT' ? 'Cdtr' : 'Dbtr'
  const account = iban ? `<${tag}Acct><Id><IBAN>${iban}</IBAN></Id></${tag}Acct>` : ''
  const who = name ? `<${tag}><Pty><Nm>${xml(name)}</Nm></Pty></${tag}>` : ''
  const party = who || account ? `<RltdPties>${who}${account}</RltdPties>` : ''
  return `<Ntry><Amt Ccy="${currency}">${amount.replace('-', '')}</Amt><CdtDbtInd>${side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${on}</Dt></BookgDt><ValDt><Dt>${on}</Dt></ValDt><NtryDtls><TxDtls>${party}<RmtInf><Ustrd>${xml(text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>`
}

const balance = (code: string, amount: string, on: string, currency: string): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>${on}</Dt></Dt></Bal>`

/** An invented camt.053 statement: opening 0.00, closing as the lines add up unless said otherwise. */
export function camt(
  lines: readonly CamtLine[],
  given: { readonly closing?: string; readonly closingOn?: string; readonly account?: string; readonly currency?: string } = {},
): string {
  const { account: iban = 'FR1420041010050500013M02606', currency = 'EUR', closingOn = '2026-03-09' } = given
  const cents = lines.reduce((sum, l) => sum + Math.round(Number(l.amount) * 100), 0)
  const closing = given.closing ?? (cents / 100).toFixed(2)
  return `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId></GrpHdr><Stmt><Id>s</Id><Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>${currency}</Ccy></Acct>${balance('OPBD', '0.00', '2026-03-01', currency)}${balance('CLBD', closing, closingOn, currency)}${lines.map(entry).join('')}</Stmt></BkToCstmrStmt></Document>`
}
