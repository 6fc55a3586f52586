import type { Command } from 'commander'
import { printJson } from '../command.ts'

export function define(program: Command): void {
  program
    .command('verify-dossier')
    .argument('<file>', 'the dossier as it came')
    .option('--seal <seal>', 'the seal as the creditor told it by another way')
    .option('--json', 'print one JSON object')
    .action(async (file: string, options: { readonly seal?: string; readonly json?: true }) => {
      const { verifyDossier } = await import('../../dossier/seal.ts')
      const manifest = await verifyDossier(file, file, options.seal)
      if (options.json) printJson({ holds: true, ...manifest })
      else
        process.stdout.write(
          `${file}: unchanged, ${manifest.files.length} files, made on ${manifest.madeOn} by ${manifest.creditor} about ${manifest.client}\njournal link ${manifest.journal.seq} ${manifest.journal.link}\nseal ${manifest.seal}${options.seal ? ', as you were told' : '\nCompare it with the seal that the creditor tells you by another way.'}\n`,
        )
    })
}
