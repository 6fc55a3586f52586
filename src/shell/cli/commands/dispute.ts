import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import { money, toDecimal } from '../../../core/money/money.ts'
import type { DisputeView } from '../../views/disputes.ts'
import type { Place } from '../../workspace.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly cause?: string
  readonly amount?: string
  readonly words?: string
  readonly claim?: string
  readonly owner?: string
  readonly answerBy?: string
  readonly fix?: string
  readonly by?: string
  readonly answer?: string
  readonly close?: string
  readonly creditNumber?: string
  readonly credit?: string
  readonly show?: string
  readonly ask?: string
  readonly email?: string
  readonly question?: string
  readonly send?: true
  readonly closeAsk?: string
  readonly told?: string
  readonly finding?: string
}

export function define(program: Command): void {
  common(
    program
      .command('dispute')
      .argument('[invoice]', 'number or id; none: list the disputes')
      .option('--cause <cause>', 'about what')
      .option('--amount <decimal>', 'the contested part; else all of it')
      .option('--words <text>', 'in their words, or why it ended so')
      .option('--claim <claim>', 'what they ask for')
      .option('--owner <name>', 'who answers it')
      .option('--answer-by <day>', 'we answer by')
      .option('--fix <text>', 'what is mended, by whom (--owner) and when (--by)')
      .option('--by <day>', 'the day by which it is mended')
      .option('--answer <text>', 'what we answered them')
      .option('--close <outcome>', 'it ended so')
      .option('--credit-number <number>', 'the credit note it ends with')
      .option('--credit <decimal>', 'its amount; else the contested part')
      .option('--ask <name>', 'asks a colleague, who needs no account')
      .option('--email <address>', 'their address')
      .option('--question <text>', 'what they are asked')
      .option('--send', 'sends them the question now')
      .option('--told <id>', 'what a colleague told you on the question of this id: --finding and --words')
      .option('--finding <finding>', 'with --told: right, partly, wrong or unknown')
      .option('--close-ask <id>', 'cuts a colleague’s link off before its day')
      .option('--show <which>', 'in the list: open, due or all', 'open'),
  ).action(async (invoice: string | undefined, options: Options) => {
    if (options.closeAsk !== undefined) await closeAsk(options, options.closeAsk)
    else if (options.told !== undefined) await told(options, options.told)
    else if (invoice === undefined) await list(options)
    else if (options.ask !== undefined) await ask(invoice, options, options.ask)
    else await inPlace('dispute', options, place => work(place, invoice, options), said(options))
  })
}

const said = (options: Options) => (): string =>
  options.close !== undefined
    ? `Ended: ${options.close}.`
    : options.answer !== undefined
      ? 'Answered. It stays open until it ends by an outcome.'
      : options.fix !== undefined
        ? 'To be mended: that part rests until then.'
        : isSteered(options)
          ? 'Noted: who answers, and by when.'
          : 'Contested: held.'

/** Neither a new dispute nor an end of one: only who answers, and by when. */
const isSteered = ({ cause, owner, answerBy }: Options): boolean => cause === undefined && (owner !== undefined || answerBy !== undefined)

async function work(place: Place, invoice: string, options: Options): Promise<unknown> {
  const { answerDispute, closeDispute, dispute, steerDispute } = await import('../../acts/dispute.ts')
  const { cause = '', close, amount, words, claim, owner, answerBy, fix, by = '', answer, creditNumber, credit } = options
  if (close !== undefined) return closeDispute(place, { invoice, outcome: close, words, creditNumber, credit })
  if (answer !== undefined) return answerDispute(place, { dispute: await runningOn(place, invoice), words: answer })
  if (fix === undefined && isSteered(options)) return steerDispute(place, { dispute: await runningOn(place, invoice), owner, answerBy })
  if (fix === undefined) return dispute(place, { invoice, cause, amount, words, claim, owner, answerBy })
  const { remedy } = await import('../../acts/remedy.ts')
  return remedy(place, { invoice, amount, words, fix, owner, by })
}

async function ask(invoice: string, options: Options, name: string): Promise<void> {
  const [{ askColleague }, { configFrom }] = await Promise.all([import('../../acts/dispute-ask.ts'), import('../../config.ts')])
  const { email, question = '', send } = options
  const config = configFrom(process.env)
  const origin = config.publicUrl ?? `http://127.0.0.1:${config.port}`
  await inPlace(
    'dispute',
    options,
    async place => askColleague(place, { origin, config }, { dispute: await runningOn(place, invoice), name, email, question, send }),
    made => [made.sent ? 'The question is on its way.' : made.mail.subject, made.mail.text].join('\n\n'),
  )
}

async function closeAsk(options: Options, ask: string): Promise<void> {
  const acts = await import('../../acts/dispute-ask.ts')
  await inPlace(
    'dispute',
    options,
    place => acts.closeAsk(place, { ask }),
    () => 'The link opens no more.',
  )
}

async function told(options: Options, ask: string): Promise<void> {
  const { colleagueSaid } = await import('../../acts/dispute-ask.ts')
  const { finding = '', words = '' } = options
  await inPlace(
    'dispute',
    options,
    place => colleagueSaid(place, { ask, how: 'told', finding, words }),
    () => 'Noted.',
  )
}

/** The dispute that runs about an invoice. */
async function runningOn(place: Place, asked: string): Promise<string> {
  const { findInvoice } = await import('../../acts/find.ts')
  const { disputeList } = await import('../../views/disputes.ts')
  const { id, number, clientId } = await findInvoice(place, asked)
  const { disputes } = await disputeList(place, { client: clientId })
  const found = disputes.find(d => d.invoiceId === id)
  return found?.id ?? refuse('no-dispute', `No dispute about ${number} is open.`, { field: 'invoice' })
}

const decimal = (minor: string, currency: string): string => toDecimal(money(BigInt(minor), currency))

function lineOf(d: DisputeView): string {
  const now = d.closedOn
    ? `${d.outcome} on ${d.closedOn}`
    : d.overdueSince
      ? `an answer is owed since ${d.overdueSince}`
      : `${d.answeredOn ? 'answered; ' : ''}answer by ${d.answerBy}`
  return `${d.number}, ${d.name}: ${decimal(d.contestedMinor, d.currency)} ${d.currency} held, ${d.cause}, ${now}`
}

/** Amounts as decimal text, as everywhere with `--json`. */
function jsonOf({ contestedMinor, payableMinor, ...rest }: DisputeView) {
  return { ...rest, contested: decimal(contestedMinor, rest.currency), payable: decimal(payableMinor, rest.currency) }
}

async function list(options: Options): Promise<void> {
  const { disputeList } = await import('../../views/disputes.ts')
  const show = (['open', 'due', 'all'] as const).find(s => s === options.show)
  const asked = show ?? refuse('show-unknown', `"${options.show ?? ''}" is no list.`, { field: 'show', mend: 'Say open, due or all.' })
  const lines: string[] = []
  await inPlace(
    'dispute',
    options,
    async place => {
      const { disputes } = await disputeList(place, { show: asked })
      lines.push(...disputes.map(lineOf))
      return { disputes: disputes.map(jsonOf) }
    },
    () => lines.join('\n') || 'Nothing is contested.',
  )
}
