import type { DossierEvent } from '../../core/desk/dossier.ts'
import type { PaperNamed } from '../../core/desk/dossier-agreed.ts'
import { agreedSections } from './agreed-sections.ts'
import { block, type Data, type Enclosed, type Section, type Voice } from './voice.ts'

const head = ({ say }: Voice, ...keys: readonly string[]): string[] => keys.map(key => say(`columns.${key}`))

function claimSection(voice: Voice, data: Data): Section {
  const { say, amount, day } = voice
  return {
    title: say('claim'),
    paragraphs: [],
    blocks: [
      block({
        columns: ['wide', 'amount', 'amount', 'amount', 'amount'],
        head: head(voice, 'currency', 'principal', 'interest', 'compensation', 'sum'),
        rows: data.claim.map(c => [c.currency, ...[c.principal, c.interest, c.compensation, c.total].map(v => amount(v, c.currency))]),
      }),
      block({
        columns: ['wide', 'text', 'text', 'amount', 'amount', 'text'],
        head: head(voice, 'invoice', 'issued', 'due', 'total', 'open', 'basis'),
        rows: data.invoices.map(i => [
          ...[i.number, day(i.issuedOn), day(i.dueOn), amount(i.total, i.currency), amount(i.open, i.currency)],
          i.compensationBasis,
        ]),
      }),
      block({
        columns: ['wide', 'text', 'text', 'wide', 'amount'],
        head: head(voice, 'invoice', 'day', 'what', 'reference', 'amount'),
        rows: data.invoices.flatMap(i =>
          i.came.map(c => [i.number, day(c.on), say(`came.${c.what}`), c.number, amount(c.amount, i.currency)]),
        ),
      }),
    ],
  }
}

function interestSection(voice: Voice, data: Data): Section {
  const { say, amount, day } = voice
  const percent = new Intl.NumberFormat(voice.language, { maximumFractionDigits: 20 })
  return {
    title: say('interest'),
    paragraphs: [...new Set(data.invoices.map(i => i.interestBasis).filter(Boolean))],
    blocks: data.invoices
      .filter(i => i.segments.length > 0)
      .map(i =>
        block({
          title: i.number,
          columns: ['text', 'text', 'amount', 'amount', 'amount', 'amount'],
          head: head(voice, 'from', 'to', 'days', 'base', 'rate', 'amount'),
          rows: i.segments.map(s => [
            ...[day(s.from), day(s.to), String(s.days), amount(s.base, i.currency)],
            percent.format(s.percent as Intl.StringNumericLiteral), // decimal text
            amount(s.amount, i.currency),
          ]),
        }),
      ),
  }
}

/** What an event is called in the language of the dossier. */
function toldIn({ say, speak, name }: Voice, e: DossierEvent): string {
  const minor = e.amount.replace('.', '') // as `words.say` takes amounts
  switch (e.kind) {
    case 'deed':
      return speak(`app.time.deed-${e.outcome}`, { step: name('app.stepName', e.what), channel: name('app.channel', e.channel) })
    case 'promise':
      return speak(`app.time.${e.outcome === 'withdrawn' ? 'promiseWithdrawn' : 'promise'}`, {
        ...{ promisedAmount: minor, promisedForDay: e.until },
      })
    case 'plan':
      return speak(`app.time.${e.outcome === 'ended' ? 'planEnded' : 'plan'}`, { totalAmount: minor })
    case 'offer':
      return say('offer', { payAmount: minor, untilDay: e.until })
    case 'dispute':
      return speak('app.time.dispute', { number: e.invoice, cause: speak(`app.cause.${e.what}`) })
    case 'reply':
      return speak(`app.time.reply-${e.what}`, { channel: e.channel })
    case 'reason':
      return speak('app.time.latenessReason', { reason: speak(`app.reason.${e.what}`) })
    case 'arrival':
      return speak(`app.time.arrival-${e.what}`, { number: e.invoice })
  }
}

function historySection(voice: Voice, data: Data): Section {
  const rows = data.events.map(e => [voice.day(e.on), toldIn(voice, e), e.text, e.evidence])
  return {
    title: voice.say('history'),
    paragraphs: [],
    blocks: [block({ columns: ['text', 'wide', 'wide', 'wide'], head: head(voice, 'day', 'what', 'text', 'evidence'), rows })],
  }
}

function papersSection(voice: Voice, enclosed: readonly Enclosed[]): Section {
  const rows = enclosed.map(e => [
    ...[e.file, voice.speak(`app.paper.${e.kind}`), e.page === null ? '–' : String(e.page)],
    `sha256 ${e.sha256.slice(0, 16)}…`,
  ])
  return {
    title: voice.say('papers'),
    paragraphs: [],
    blocks: [block({ columns: ['wide', 'text', 'amount', 'text'], head: head(voice, 'file', 'kind', 'page', 'evidence'), rows })],
  }
}

/** Where a paper that a part names is found: its annex and page, or its file. */
export function whereIs({ say }: Voice, enclosed: readonly Enclosed[], paper: PaperNamed): string {
  const found = enclosed.find(e => e.sha256 === paper.sha256 && e.name === paper.name) ?? enclosed.find(e => e.sha256 === paper.sha256)
  if (!found) return say('notEnclosed', { name: paper.name })
  if (found.page === null) return say('beside', { name: found.name, file: found.file })
  return say('annexOn', { n: found.n, name: found.name, page: found.page })
}

/** The sections of the bundle, in order. What there is nothing to say of is left out. */
export function sectionsOf(voice: Voice, data: Data, enclosed: readonly Enclosed[]): Section[] {
  const { agreements, plans, disputes } = agreedSections(voice, data, paper => whereIs(voice, enclosed, paper))
  const all = [
    ...[claimSection(voice, data), interestSection(voice, data), agreements, plans, disputes],
    ...[historySection(voice, data), papersSection(voice, enclosed)],
  ]
  return all.filter(s => s.paragraphs.length > 0 || s.blocks.some(b => b.rows.length > 0 || b.pairs.length > 0))
}
