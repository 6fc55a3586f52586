import type { Command } from 'commander'
import type { ExplainView } from '../../views/explain.ts'
import type { Words } from '../../words.ts'
import { type Common, common, inPlace } from '../in-place.ts'
import { sayAmounts, sayReason, spoken } from '../print.ts'

interface Options extends Common {
  readonly whyNot?: string
  readonly language?: string
}

export function define(program: Command): void {
  common(
    program
      .command('explain')
      .argument('<invoice>', 'number or id')
      .option('--why-not <step>', 'why this step of the policy is not the answer')
      .option('--language <code>', 'language of the sentences: en fr ro pl ja'),
  ).action(async (invoice: string, options: Options) => {
    const { explainView } = await import('../../views/explain.ts')
    const { loadWords } = await import('../../words.ts')
    const words = await loadWords()
    const language = spoken(words, options.language)
    await inPlace(
      'explain',
      options,
      place => explainView(place, { invoice, whyNot: options.whyNot }),
      view => textOf(view, words, language),
    )
  })
}

function textOf(view: ExplainView, words: Words, language: string): string {
  const { outcome } = view.decision
  const { invoice, whyNot } = view
  return [
    `${invoice.number}, ${view.name}, ${view.on}: ${sayAmounts(language, [invoice.open])}, due ${invoice.dueOn}${invoice.daysLate === null ? '' : `, ${invoice.daysLate} days late`}`,
    outcome.kind === 'act'
      ? `→ ${outcome.step} by ${outcome.channel}, tone ${outcome.tone}, ${view.thisInvoice}`
      : `· left in peace${outcome.step ? ` (${outcome.step} would come)` : ''}, looked at again on ${view.decision.reviewOn ?? 'a new fact'}`,
    ...(outcome.kind === 'act' ? outcome.reasons.map(r => `    ${sayReason(words, language, r)}`) : []),
    ...view.obstacles.map(o => `    ${sayReason(words, language, o)} (${o.until})`),
    `policy ${view.policy.name}, law ${view.law}`,
    ...(whyNot
      ? [
          whyNotText(whyNot),
          ...(outcome.kind === 'act' ? whyNot.obstacles.map(o => `    ${sayReason(words, language, o)} (${o.until})`) : []),
        ]
      : []),
  ].join('\n')
}

function whyNotText({ step, instead, doneOn, comesOn }: NonNullable<ExplainView['whyNot']>): string {
  const parts = [
    instead && `${instead} comes first`,
    doneOn && `it was done on ${doneOn}`,
    comesOn ? `it comes on ${comesOn}` : !doneOn && 'it does not come within a year',
  ]
  return `why not ${step}: ${parts.filter(Boolean).join('; ')}`
}
