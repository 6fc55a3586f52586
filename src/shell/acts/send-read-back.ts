import { refuse } from '../../core/fault.ts'
import { callView } from '../call/view.ts'
import type { Config } from '../config.ts'
import type { PerformReport } from '../run/perform.ts'
import type { Place } from '../workspace.ts'
import { approve } from './approve.ts'
import { send } from './run.ts'

export interface ReadBackInput {
  readonly call: string
  readonly subject?: string | undefined
  readonly body?: string | undefined
}

/** Lets the read-back mail of a talk leave: the words as edited, then the queue. */
export async function sendReadBack(
  place: Place,
  config: Config,
  input: ReadBackInput,
): Promise<{ key: string } & Pick<PerformReport, 'counts' | 'stopped' | 'problems'>> {
  const { call } = await callView(place, input.call)
  if (call.mailKey === null)
    return refuse('no-address', 'There is no e-mail address to send this to.', { field: 'call', mend: 'Print it, or add an address.' })
  await approve(place, { key: call.mailKey, subject: input.subject, body: input.body })
  const { counts, stopped, problems } = await send(place, config)
  return { key: call.mailKey, counts, stopped, problems }
}
