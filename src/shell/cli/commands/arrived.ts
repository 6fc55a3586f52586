import type { Command } from 'commander'
import { describeFault, refuse } from '../../../core/fault.ts'
import type { ArrivedFile } from '../../acts/arrived-files.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly look?: true
  readonly take?: string
  readonly decline?: string
  readonly termsDays?: string
  readonly folder?: string
  readonly moved?: true
}

export function define(program: Command): void {
  common(
    program
      .command('arrived')
      .option('--look', 'look into the watched folder now')
      .option('--take <file>', 'bring a waiting file in, or try a refused one again')
      .option('--terms-days <days>', 'with --take: days to pay where the file states no due date')
      .option('--decline <file>', 'leave a waiting file out')
      .option('--folder <path>', 'watch this folder; an empty text ends it')
      .option('--moved', 'with --folder: put files that were dealt with into folders processed and refused'),
  ).action(run)
}

async function run(options: Options): Promise<void> {
  const { look, take, decline, folder } = options
  if ([look, take, decline, folder].filter(o => o !== undefined).length > 1)
    refuse('one-at-a-time', 'Do one thing at a time.', { field: 'arrived' })
  const acts = await import('../../acts/arrived-files.ts')
  const { configFrom } = await import('../../config.ts')
  const config = configFrom(process.env)
  if (folder !== undefined) {
    const { setInvoiceFolder } = await import('../../acts/invoice-folder.ts')
    return inPlace(
      'arrived',
      options,
      place => setInvoiceFolder(place, config, { path: folder, moved: options.moved ?? false }),
      set => (set.path === '' ? 'No folder is watched.' : `${set.path} is watched.`),
    )
  }
  if (take !== undefined) {
    const termsDays = daysFrom(options.termsDays)
    return inPlace('arrived', options, place => acts.takeArrived(place, { file: take, termsDays }), line)
  }
  if (decline !== undefined) return inPlace('arrived', options, place => acts.declineArrived(place, { file: decline }), line)
  const { FolderWatch } = await import('../../inbound/folder.ts')
  return inPlace(
    'arrived',
    options,
    async place => ({ ...(look ? { looked: await new FolderWatch().lookTwice(place, config) } : {}), ...(await acts.arrivedFiles(place)) }),
    ({ looked, waiting, latest }) =>
      [
        ...(looked
          ? [
              Object.entries(looked.counts)
                .map(([state, n]) => `${n} ${state}`)
                .join(', ') || 'Nothing new.',
            ]
          : []),
        ...(looked?.faults.map(describeFault) ?? []),
        ...(waiting.length === 0 ? ['No file waits.'] : waiting.map(line)),
        ...(look ? [] : latest.map(line)),
      ].join('\n'),
  )
}

function daysFrom(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,4}$/.test(text) || Number(text) > 3650)
    refuse('field-wrong', `"${text}" is not a whole number up to 3650.`, { field: '--terms-days' })
  return Number(text)
}

const line = (f: ArrivedFile): string =>
  [
    `${f.id.slice(0, 12)}  ${f.state}  ${f.name}`,
    ...f.documents.map(d => `    ${d.number} ${d.client} (${d.outcome}${d.changes.length > 0 ? `: ${d.changes.join(', ')}` : ''})`),
    ...f.faults.map(fault => `    ${describeFault(fault)}`),
  ].join('\n')
