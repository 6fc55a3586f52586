import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

export function define(program: Command): void {
  common(program.command('doctor')).action(async (options: Common) => {
    const { doctor } = await import('../../acts/doctor.ts')
    const { configFrom } = await import('../../config.ts')
    await inPlace(
      'doctor',
      options,
      async place => {
        const checks = await doctor(place, configFrom(process.env))
        if (checks.some(check => !check.fine)) process.exitCode = 1
        return checks
      },
      checks => checks.map(({ what, fine, says }) => `${fine ? 'fine ' : 'FAULT'} ${what}: ${says}`).join('\n'),
    )
  })
}
