import type { Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { inFours } from '../../core/money/account-number.ts'
import { languageFor, senderOf } from '../message/compose.ts'
import { type HowToPay, statementPayment } from '../message/payment.ts'
import { openPress, recipientOf, type Workshop } from '../message/press.ts'
import { loadClients } from '../store/load.ts'
import { type StatementInput, type StatementPart, statementDays, statementOf } from '../views/statement.ts'
import { sayAmount, sayDay, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'

type Say = (key: string, params?: Parameters<Words['say']>[2]) => string

/** A statement of account as a PDF in the client’s language (or one that is asked for). @throws Refusal */
export async function statementPdf(
  place: Place,
  clientId: string,
  input: StatementInput & { readonly language?: string | undefined } = {},
): Promise<{ readonly pdf: Uint8Array; readonly filename: string }> {
  const statement = await statementOf(place, clientId, input)
  const { asOf, knownAt } = statementDays(place, input)
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId], knownAt === undefined ? {} : { at: knownAt })
  if (!facts) throw new Error('the statement above was made from these facts')
  const press = await openPress()
  const recipient = recipientOf(facts)
  const language = languageFor(press.words, place.firm, facts, { ...recipient, language: input.language ?? recipient.language })
  const say: Say = (key, params = {}) => press.words.say(language, `statement.${key}`, params)
  const items = openItems(facts, openLedger(facts, asOf)).map(i => ({ invoice: i.account.invoice, openMinor: i.openMinor, dueOn: i.dueOn }))
  const content = {
    language,
    on: asOf,
    from: senderOf(place.firm),
    to: { name: facts.client.name, lines: facts.client.address ?? [] },
    title: say('title'),
    lead: say(statement.parts.length === 0 ? 'nothing' : 'lead', { asOfDay: asOf }),
    parts: statement.parts.map(part => partContent(say, language, part)),
    pay:
      statement.parts.length === 0
        ? null
        : payContent(press, language, place.firm, statementPayment(press.schemes, place.firm, facts.client, items)),
    page: say('page'),
  }
  const pdf = await press.pdfs.make('statement', content, asOf)
  const name = facts.client.name.replace(/[^\p{L}\p{N} -]+/gu, '').trim()
  return { pdf, filename: `${say('title')} ${name} ${asOf}.pdf` }
}

function partContent(say: Say, language: string, part: StatementPart) {
  const { currency } = part
  const amount = (minor: string): string => sayAmount(language, BigInt(minor), currency)
  const day = (on: string): string => sayDay(language, on, 'medium')
  return {
    currency,
    head: ['number', 'issued', 'due', 'late', 'total', 'settled', 'open'].map(c => say(`col-${c}`)),
    rows: part.items.flatMap(i => [
      [
        i.number,
        day(i.issuedOn),
        day(i.dueOn),
        i.lateDays > 0 ? say('days', { count: i.lateDays }) : '',
        amount(i.totalMinor),
        i.settledMinor === '0' ? '' : amount(i.settledMinor),
        amount(i.openMinor),
      ],
      ...i.later.map(l => ['', '', day(l.dueOn), say('ofWhich'), amount(l.minor), '', '']),
    ]),
    sums: [
      { label: say('open'), amount: amount(part.openMinor) },
      ...(part.lateMinor === '0' ? [] : [{ label: say('ofWhichLate'), amount: amount(part.lateMinor) }]),
      ...(part.unappliedMinor === '0' ? [] : [{ label: say('unapplied'), amount: amount((-BigInt(part.unappliedMinor)).toString()) }]),
    ],
    balance: { label: say('balance'), amount: amount(part.balanceMinor) },
    ageing: part.ageing.filter(a => a.minor !== '0').map(a => ({ label: say(`age-${a.bucket}`), amount: amount(a.minor) })),
  }
}

function payContent({ words }: Workshop, language: string, firm: Fact<'firm'>, { reference, qrSvg }: HowToPay) {
  const label = (key: string): string => words.say(language, `message.payLabels.${key}`)
  const iban = firm.iban ? inFours(firm.iban) : null
  const rows = [
    ...(iban
      ? [
          { label: label('holder'), value: firm.legalName ?? firm.name },
          { label: 'IBAN', value: iban },
        ]
      : []),
    ...(reference === '' ? [] : [{ label: label('reference'), value: reference }]),
  ]
  return { rows, qrSvg, caption: qrSvg ? label('qr') : '' }
}
