import type { MessageContent } from '../../core/letter/content.ts'

/** Control characters and marks that turn the reading direction: they could make a line read as another. */
const INVISIBLE = /\p{Bidi_Control}|(?![\n\t])\p{Cc}/gu

const labelled = (content: MessageContent, label: string, value: string): string =>
  content.labelled.replace('{label}', () => label).replace('{value}', () => value)

/** Who signs, for whom, and how to reach them. */
const signature = ({ from }: MessageContent): string[] =>
  [from.person, from.person === from.name ? '' : from.name, ...from.contact].filter(Boolean)

/** The message as plain text: what most clients read, and what is kept as proof. */
export function toText(content: MessageContent): string {
  const rows = content.table.rows.map(row => `  ${row.filter(Boolean).join('  ')}`)
  const totals = content.table.totals.map(t => `  ${labelled(content, t.label, t.amount)}`)
  const costs = content.costs
    ? [
        content.costs.heading,
        content.costs.rows.map(r => `  ${labelled(content, r.what, `${r.amount} (${r.basis})`)}`).join('\n'),
        ...content.costs.after,
      ]
    : []
  const working = content.working
    ? [
        [content.working.heading, ...content.working.rows.map(r => `  ${r.filter(Boolean).join('  ')}`), ...content.working.notes].join(
          '\n',
        ),
      ]
    : []
  const key = content.key.map(k => k.sentence)
  const pay = content.pay ? [content.pay.rows.map(r => labelled(content, r.label, r.value)).join('\n')] : []
  const sign = [content.farewell, [...signature(content), ...(content.from.mentions ?? [])].filter(Boolean).join('\n')]
  const blocks = [
    content.greeting,
    ...content.opening,
    [...rows, ...totals].join('\n'),
    ...key,
    ...costs,
    ...content.closing,
    ...(content.answers ? [`${content.answers.sentence}\n${content.answers.spelt}`] : []),
    ...pay,
    ...sign,
    ...working,
  ]
  return `${blocks.filter(Boolean).join('\n\n').replace(INVISIBLE, '')}\n`
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
export const escapeHtml = (text: string): string => text.replace(INVISIBLE, '').replace(/[&<>"']/g, c => ESCAPES[c] ?? c)

const paragraph = (text: string): string => `<p style="margin:0 0 14px">${escapeHtml(text)}</p>`

/** The message as a small HTML mail: no images, no link but the one to answer by, readable in every mail program. */
export function toHtml(content: MessageContent): string {
  const cell = (text: string, last: boolean, head = false): string =>
    `<${head ? 'th' : 'td'} style="padding:6px ${last ? '0' : '16px'} 6px 0;border-bottom:1px solid #dfdacc;text-align:${last ? 'right' : 'left'};font-weight:${head ? 400 : 'inherit'};${head ? 'color:#56605c;' : ''}white-space:${last ? 'nowrap' : 'normal'}">${escapeHtml(text)}</${head ? 'th' : 'td'}>`
  const row = (cells: readonly string[], head = false): string =>
    `<tr>${cells.map((c, at) => cell(c, at === cells.length - 1, head)).join('')}</tr>`
  const width = content.table.head.length
  const totals = content.table.totals.map(
    t =>
      `<tr><th colspan="${width - 1}" style="text-align:left;padding:6px 0">${escapeHtml(t.label)}</th><th style="text-align:right;padding:6px 0;white-space:nowrap">${escapeHtml(t.amount)}</th></tr>`,
  )
  const table = `<table style="border-collapse:collapse;width:100%;margin:0 0 16px;font-variant-numeric:tabular-nums">${row(content.table.head, true)}${content.table.rows.map(r => row(r)).join('')}${totals.join('')}</table>`
  const key = content.key.map(
    k => `<p style="margin:0 0 14px"><strong style="font-size:20px">${escapeHtml(k.amount)}</strong>&ensp;${escapeHtml(k.by)}</p>`,
  )
  const costs = content.costs
    ? [
        paragraph(content.costs.heading),
        `<table style="border-collapse:collapse;width:100%;margin:0 0 14px;color:#56605c">${content.costs.rows.map(r => row([r.what, r.basis, r.amount])).join('')}</table>`,
        ...content.costs.after.map(paragraph),
      ]
    : []
  const working = content.working
    ? `<div style="margin:24px 0 0;color:#56605c;font-size:13px">${paragraph(content.working.heading)}<table style="border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums">${row(content.working.head, true)}${content.working.rows.map(r => row(r)).join('')}</table>${content.working.notes.map(paragraph).join('')}</div>`
    : ''
  const pay = content.pay
    ? `<p style="margin:0 0 14px">${content.pay.rows.map(r => labelled(content, escapeHtml(r.label), `<strong>${escapeHtml(r.value)}</strong>`)).join('<br>')}</p>`
    : ''
  const anchors = (content.answers?.links ?? []).map(
    l => `<a href="${escapeHtml(l.href)}" style="color:#0c5a54">${escapeHtml(l.label)}</a>`,
  )
  const answers = content.answers ? `<p style="margin:0 0 14px">${escapeHtml(content.answers.sentence)}<br>${anchors.join(' · ')}</p>` : ''
  const mentions = content.from.mentions?.length
    ? `<p style="margin:14px 0 0;color:#56605c;font-size:13px">${content.from.mentions.map(escapeHtml).join('<br>')}</p>`
    : ''
  const sign = `<p style="margin:0">${[content.farewell, ...signature(content)].map(escapeHtml).join('<br>')}</p>${mentions}`
  const body = [content.greeting, ...content.opening].map(paragraph)
  return `<!doctype html><html lang="${escapeHtml(content.language)}"><body style="margin:0;padding:16px;color:#1b2422;font:16px/1.5 sans-serif;max-width:640px">${[...body, table, ...key, ...costs, ...content.closing.map(paragraph), answers, pay, sign, working].join('')}</body></html>`
}

/** What every mail carries of its content: its words, as text and as HTML. */
export const mailOf = (content: MessageContent): { language: string; subject: string; text: string; html: string } => ({
  language: content.language,
  subject: content.subject,
  text: toText(content),
  html: toHtml(content),
})
