import type { Command } from 'commander'
import { type Common, common, inPlace } from '../in-place.ts'

interface Options extends Common {
  readonly proof?: string
}

export function define(program: Command): void {
  common(program.command('arrivals').option('--proof <deed>', 'everything that proves what became of one message')).action(
    async (options: Options) => {
      const { bounceReport, proofSheet } = await import('../../views/arrivals.ts')
      const { proof } = options
      if (proof !== undefined)
        return inPlace(
          'arrivals',
          options,
          place => proofSheet(place, proof),
          s =>
            [
              `${s.on} ${s.client}: ${s.subject ?? s.step}, ${s.outcome}`,
              `to ${s.recipient ?? ''}, ${s.messageId ?? ''}, ${s.response ?? ''}`,
              ...(s.talk
                ? [
                    `${s.talk.kind} on ${s.talk.on} with ${s.talk.with ?? s.client}: ${s.talk.readBack ?? ''} ${s.talk.answer ?? ''} ${s.talk.correction ?? ''}`.trim(),
                  ]
                : []),
              ...s.events.map(e => `${e.on} ${e.what}: ${e.detail}`),
              ...s.papers.map(p => `${p.name} ${p.sha256}`),
              s.journal ? `journal ${s.journal.seq} ${s.journal.link}` : '',
              '',
              s.body ?? '',
            ].join('\n'),
        )
      return inPlace('arrivals', options, bounceReport, lines =>
        lines.length === 0
          ? 'No address has failed.'
          : lines
              .map(
                l =>
                  `${l.on} ${l.client}: ${l.address} ${l.hard ? 'failed for good' : 'failed for now'}${l.inUse ? '' : ', mended'} ${l.status ?? ''} ${l.detail ?? ''}`,
              )
              .join('\n'),
      )
    },
  )
}
