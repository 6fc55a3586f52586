import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Course, PolicyReplay } from '../../views/policy-replay.ts'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

/** A file’s text; a name reads the policy of that name. */
async function textOf(place: Parameters<typeof import('../../views/policies.ts').policyDetail>[0], what: string): Promise<string> {
  const { policyDetail } = await import('../../views/policies.ts')
  return /\.ya?ml$/.test(what) ? readFile(at(what), 'utf8') : (await policyDetail(place, what)).yaml
}

const courseText = (name: string, course: Course): string =>
  [
    `${name}: ${course.contacts} contacts with ${course.clients} clients, ${course.decisions} decisions, first after ${course.firstContactDays ?? '–'} days.`,
    ...course.money.map(m => `  ${m.currency}: ${m.asked} asked for, ${m.underWay} under way on an average day (minor units)`),
  ].join('\n')

const replayText = (r: PolicyReplay): string =>
  [
    `${r.from} to ${r.to}, ${r.clients} of ${r.ofClients} clients.`,
    courseText('this policy', r.proposed),
    courseText('in force', r.inForce),
    courseText('really', r.really),
  ].join('\n')

function defineReading(policy: Command): void {
  common(policy.command('list')).action(async (options: Common) => {
    const { policiesView } = await import('../../views/policies.ts')
    await inPlace('policy list', options, policiesView, ({ policies }) =>
      policies.map(p => `${p.inForce ? '*' : ' '} ${p.name}${p.own ? ' (own)' : ''}: ${p.faults[0]?.message ?? p.says}`).join('\n'),
    )
  })
  common(policy.command('show').argument('<name>')).action(async (name: string, options: Common) => {
    const { policyDetail } = await import('../../views/policies.ts')
    await inPlace(
      'policy show',
      options,
      place => policyDetail(place, name),
      p => p.yaml.trimEnd(),
    )
  })
  common(policy.command('check').argument('<file>')).action(async (file: string, options: Common) => {
    const { readPolicy } = await import('../../acts/policies.ts')
    const check = async () => (await readPolicy({ yaml: await readFile(at(file), 'utf8') })).pack.policy
    await inPlace('policy check', options, check, p => `${p.name}: ${p.steps.length} steps, nothing wrong.`)
  })
  common(policy.command('replay').argument('<file-or-name>')).action(async (what: string, options: Common) => {
    const { readPolicy } = await import('../../acts/policies.ts')
    const { policyReplay } = await import('../../views/policy-replay.ts')
    await inPlace(
      'policy replay',
      options,
      async place => policyReplay(place, (await readPolicy({ yaml: await textOf(place, what) })).pack.policy),
      replayText,
    )
  })
}

export function define(program: Command): void {
  const policy = program.command('policy')
  defineReading(policy)
  common(policy.command('save').argument('<file>')).action(async (file: string, options: Common) => {
    const { savePolicy } = await import('../../acts/policies.ts')
    await inPlace(
      'policy save',
      options,
      async place => savePolicy(place, { yaml: await readFile(at(file), 'utf8') }),
      ({ name }) => `${name} is kept.`,
    )
  })
  common(policy.command('use').argument('<name>')).action(async (name: string, options: Common) => {
    const { choosePolicy } = await import('../../acts/policies.ts')
    await inPlace(
      'policy use',
      options,
      place => choosePolicy(place, { name }),
      () => `Clients are reminded by ${name} from now on.`,
    )
  })
  common(policy.command('drop').argument('<name>')).action(async (name: string, options: Common) => {
    const { dropPolicy } = await import('../../acts/policies.ts')
    await inPlace(
      'policy drop',
      options,
      place => dropPolicy(place, { name }),
      () => `The firm’s own text of ${name} is taken back.`,
    )
  })
}
