import type { Command } from 'commander'
import { money, toDecimal } from '../../../core/money/money.ts'
import type { PlanView } from '../../views/plans.ts'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('plans')).action(async (options: Common) => {
    const { planList } = await import('../../views/plans.ts')
    await inPlace('plans', options, planList, ({ plans }) => plans.map(textOf).join('\n') || 'No payment plan runs.')
  })
}

function textOf(plan: PlanView): string {
  const say = (minor: string): string => toDecimal(money(BigInt(minor), plan.currency))
  const state = plan.state === 'missed' ? `${say(plan.missingMinor)} missing` : (plan.state ?? 'ended')
  return [
    `${plan.name}: ${say(plan.totalMinor)} ${plan.currency} for ${plan.invoices.join(', ')}, agreed on ${plan.agreedOn}: ${state} (${plan.id})`,
    ...plan.instalments.map(i => `    ${i.dueOn}  ${say(i.minor).padStart(12)}  ${say(i.paidMinor).padStart(12)} paid`),
  ].join('\n')
}
