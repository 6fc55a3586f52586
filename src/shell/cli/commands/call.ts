import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { refuse } from '../../../core/fault.ts'
import type { Place } from '../../workspace.ts'
import { at } from '../held.ts'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly meeting?: true
  readonly contact?: string
  readonly note?: string
  readonly backOn?: string
  readonly backAt?: string
  readonly approvedBy?: string
  readonly until?: string
  readonly reason?: string
  readonly cameTrue?: true
}

export function define(program: Command): void {
  common(
    program
      .command('call')
      .argument('<what>', 'start, voicemail, unreachable, notes, pause, close, send, daily, daily-stop or excuse')
      .argument('<whom>', 'the client; with notes, pause, close and send the call’s id, with excuse the excuse’s')
      .argument('[file]', 'notes: a JSON file with what was said, as the API takes it')
      .option('--meeting', 'start: a meeting, not a call')
      .option('--contact <id>', 'start, voicemail, unreachable: with whom')
      .option('--note <words>', 'voicemail, unreachable: a note')
      .option('--back-on <day>', 'voicemail, unreachable, pause: call again on this day')
      .option('--back-at <time>', 'and at this time')
      .option('--approved-by <name>', 'close: who allows what goes below the floor')
      .option('--until <day>', 'daily: call every day until then')
      .option('--reason <words>', 'daily: why')
      .option('--came-true', 'excuse: what they said came true; without it, it did not'),
  ).action((what: string, whom: string, file: string | undefined, options: Options) =>
    inPlace(
      'call',
      options,
      place => doOne(place, what, whom, file, options),
      result => JSON.stringify(result),
    ),
  )
}

async function doOne(place: Place, what: string, whom: string, file: string | undefined, options: Options): Promise<object> {
  const acts = await import('../../acts/call.ts')
  const { contact, note, backOn, backAt } = options
  switch (what) {
    case 'start':
      return acts.startCall(place, { client: whom, kind: options.meeting ? 'meeting' : 'call', contact })
    case 'voicemail':
    case 'unreachable':
      return acts.callAttempt(place, { client: whom, outcome: what, contact, note, callBackOn: backOn, callBackAt: backAt })
    case 'notes':
      return writeNotes(place, whom, file)
    case 'pause':
      return acts.pauseCall(place, { call: whom, backOn: backOn ?? '', backAt })
    case 'close':
      return (await import('../../acts/close-call.ts')).closeCall(place, { call: whom, approvedBy: options.approvedBy })
    case 'send': {
      const [{ sendReadBack }, { configFrom }] = await Promise.all([import('../../acts/send-read-back.ts'), import('../../config.ts')])
      return sendReadBack(place, configFrom(process.env), { call: whom })
    }
    case 'daily': {
      const { startDailyCalls } = await import('../../acts/daily-call.ts')
      return startDailyCalls(place, { client: whom, stopOn: options.until ?? '', reason: options.reason ?? '' })
    }
    case 'daily-stop':
      return (await import('../../acts/daily-call.ts')).stopDailyCalls(place, { client: whom })
    case 'excuse':
      return (await import('../../acts/verify-excuse.ts')).verifyExcuse(place, { excuse: whom, cameTrue: options.cameTrue ?? false })
    default:
      return refuse('field-wrong', `"${what}" is nothing that is done with a call.`, {
        field: 'what',
        mend: 'Say start, voicemail, unreachable, notes, pause, close, send, daily, daily-stop or excuse.',
      })
  }
}

/** Keeps what was said so far, and says what is still missing before the call can close. */
async function writeNotes(place: Place, call: string, file: string | undefined): Promise<object> {
  if (file === undefined) return refuse('field-missing', 'Name the JSON file with what was said.', { field: 'file' })
  const [{ saveDraft }, { checkView }, { DraftWire }] = await Promise.all([
    import('../../acts/call.ts'),
    import('../../call/view.ts'),
    import('../../call/draft-wire.ts'),
  ])
  const read = DraftWire.safeParse(jsonOf(file, await readFile(at(file), 'utf8')))
  if (!read.success)
    return refuse('field-wrong', read.error.issues.map(i => `${i.path.join('.')}: ${i.message}`).join(' '), { file, field: 'draft' })
  await saveDraft(place, { call, draft: read.data })
  return checkView(place, call, read.data)
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    return refuse('json-unreadable', `${file} is not JSON: ${String(error)}`, { file })
  }
}
