import type { Command } from 'commander'
import { type Common, common } from '../in-place.ts'

/** For whoever lost the phone and the spare codes: they have the machine. */
export function define(program: Command): void {
  common(
    program
      .command('second-factor')
      .description('who is asked for a code when they sign in')
      .option('--off <email>', 'ask this person for no code any more'),
  ).action(async (options: Common & { readonly off?: string }) => {
    const { openStore } = await import('../open.ts')
    const { askNoCode, askedForCodes } = await import('../../auth/second-factor-store.ts')
    const { printJson } = await import('../command.ts')
    const store = await openStore(undefined, 'second-factor')
    try {
      if (options.off !== undefined) await askNoCode(store, options.off)
      const people = await askedForCodes(store)
      if (options.json) printJson(people)
      else process.stdout.write(people.length === 0 ? 'Nobody is asked for a code.\n' : people.map(p => `${p.email}  ${p.name}\n`).join(''))
    } finally {
      await store.close()
    }
  })
}
