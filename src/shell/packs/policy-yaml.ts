import type { Policy, PolicyStep } from '../../core/decide/policy.ts'

const LATER_FIELDS = [
  'onlyKnownLate',
  'inGrace',
  'byPerson',
  'internal',
  'claimsCosts',
  'deadlineDays',
  'repeatDays',
  'needsApproval',
  'signs',
  'toRole',
] as const
/** What is not written where it holds. */
const isUsual = (value: PolicyStep[(typeof LATER_FIELDS)[number]]): boolean => value === false || value === null || value === 'person'

const quoted = (text: string): string => (/^[\p{L}\d][^:#\n]*$/u.test(text) && text.trim() === text ? text : JSON.stringify(text))
const minors = (byCurrency: Readonly<Record<string, bigint>>): string =>
  `{ ${Object.entries(byCurrency)
    .map(([currency, minor]) => `${currency === '*' ? "'*'" : currency}: ${minor}`)
    .join(', ')} }`

function stepLine(step: PolicyStep): string {
  const rest = LATER_FIELDS.filter(field => !isUsual(step[field])).map(field => `${field}: ${step[field]}`)
  return `  - { ${[`id: ${step.id}`, `days: ${step.days}`, `channel: ${step.channel}`, `tone: ${step.tone}`, ...rest].join(', ')} }`
}

/** The comment lines at the head of a policy’s text. */
export const headOf = (yaml: string): string => /^(?:#[^\n]*\n)*/.exec(yaml)?.[0] ?? ''

/** A policy as the text that a person reads and edits: one line a rule, one line a step. Read again it is the same policy. */
export function writePolicy(policy: Policy, says: string, head = ''): string {
  const { name, graceDays, gapDays, contactsPerWeek, contactsPer30Days, hours, weekends } = policy
  const lines = [
    `name: ${name}`,
    `says: ${quoted(says)}`,
    ...Object.entries({ graceDays, gapDays, contactsPerWeek, contactsPer30Days }).map(([field, value]) => `${field}: ${value}`),
    `hours: [${hours.join(', ')}]`,
    `weekends: ${weekends}`,
    `smallBalance: ${minors(policy.smallBalance)} # minor units; other currencies take the star`,
    `smallBalanceDays: ${policy.smallBalanceDays}`,
    ...(Object.keys(policy.approvalAbove).length > 0 ? [`approvalAbove: ${minors(policy.approvalAbove)} # minor units`] : []),
    ...(['moneyFreshDays', 'bankDays', 'announceDays', 'reviewDays'] as const).map(field => `${field}: ${policy[field]}`),
    ...(policy.turnRolesFromDays === null ? [] : [`turnRolesFromDays: ${policy.turnRolesFromDays}`]),
    'steps:',
    ...policy.steps.map(stepLine),
  ]
  return `${head}${lines.join('\n')}\n`
}
