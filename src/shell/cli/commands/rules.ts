import type { Command } from 'commander'
import type { RuleInput } from '../../acts/policy-rules.ts'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('rules').argument('[json]', 'the rules, in their order')).action(
    async (json: string | undefined, options: Common) => {
      const { policyRules, setPolicyRules } = await import('../../acts/policy-rules.ts')
      const { readObject } = await import('../read-json.ts')
      const given = json === undefined ? undefined : await readObject(`{"rules": ${json}}`)
      await inPlace(
        'rules',
        options,
        async place => {
          if (given === undefined) return policyRules(place)
          return (await setPolicyRules(place, { rules: Array.isArray(given.rules) ? (given.rules as RuleInput[]) : [] })).rules // the act checks each
        },
        rules =>
          rules.map(r => `${[r.segment, r.kind, r.country].filter(Boolean).join(', ')}: ${r.policy} ${r.reason}`.trim()).join('\n') ||
          'No rule: everybody by the policy of the firm, or their own.',
      )
    },
  )
}
