/** Mails as mail programs write them, made for tests. */
export interface MailGiven {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly messageId?: string
  readonly inReplyTo?: string
  readonly date?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly text?: string
  readonly html?: string
  readonly files?: readonly { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }[]
}

let made = 0

/** One mail (RFC 5322), as bytes. */
export function aMail(given: MailGiven): Buffer {
  made += 1
  const head = {
    From: given.from ?? 'Compta <billing@alpha.example>',
    To: given.to ?? 'ada@atelier.example',
    Subject: given.subject ?? 'Re: Invoice',
    Date: given.date ?? 'Wed, 11 Mar 2026 09:00:00 +0100',
    'Message-ID': given.messageId ?? `<m${made}.${process.pid}@alpha.example>`,
    ...(given.inReplyTo === undefined ? {} : { 'In-Reply-To': given.inReplyTo }),
    ...given.headers,
    'MIME-Version': '1.0',
  }
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`)
  const body = given.html === undefined ? part('text/plain', given.text ?? 'Hello') : part('text/html', given.html)
  if (!given.files) return Buffer.from([...lines, ...body].join('\r\n'))
  const files = given.files.map(f =>
    [
      `Content-Type: ${f.mime}; name="${f.name}"`,
      `Content-Disposition: attachment; filename="${f.name}"`,
      'Content-Transfer-Encoding: base64',
      '',
      base64Lines(f.bytes),
    ].join('\r\n'),
  )
  const parts = [body.join('\r\n'), ...files].map(p => `--BOUND\r\n${p}\r\n`)
  return Buffer.from([...lines, 'Content-Type: multipart/mixed; boundary="BOUND"', '', `${parts.join('')}--BOUND--`, ''].join('\r\n'))
}

/** Base64 in long lines: quick to make, as some programs write it. */
const base64Lines = (bytes: Uint8Array): string => {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 57_000) lines.push(Buffer.from(bytes.subarray(at, at + 57_000)).toString('base64'))
  return lines.join('\r\n')
}

const part = (type: string, text: string): string[] => [
  `Content-Type: ${type}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from(text).toString('base64'),
]

/** What a mail server writes of a mail that it could not deliver (RFC 3464). */
export function aBounce(given: {
  readonly address: string
  readonly of: string
  readonly status?: string
  readonly action?: string
}): Buffer {
  made += 1
  const status = given.status ?? '5.1.1'
  return Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
      'To: ada@atelier.example',
      'Subject: Undelivered Mail Returned to Sender',
      `Message-ID: <bounce${made}@mx.example>`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
      '',
      '--B',
      'Content-Type: text/plain',
      '',
      'This is the mail system. Your message could not be delivered.',
      '',
      '--B',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      `Final-Recipient: rfc822; ${given.address}`,
      `Action: ${given.action ?? 'failed'}`,
      `Status: ${status}`,
      `Diagnostic-Code: smtp; 550 ${status} no such user`,
      ' here',
      '',
      '--B',
      'Content-Type: text/rfc822-headers',
      '',
      'From: ada@atelier.example',
      `To: ${given.address}`,
      `Message-ID: ${given.of}`,
      'Subject: Invoice',
      '',
      '--B--',
      '',
    ].join('\r\n'),
  )
}
