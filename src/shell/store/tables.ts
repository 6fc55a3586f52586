import { type Column, day, instant, int, json, list, maybe, minor, oneOf, type RowOf, text } from '../../core/facts/column.ts'

const bytes = (says: string): Column<Uint8Array> => ({ type: 'bytes' as Column['type'], optional: false, says }) // only the store keeps bytes

export const OUTBOX_STATES = ['waiting', 'queued', 'leased', 'drafted', 'sent', 'unsure', 'failed', 'withdrawn'] as const

export const ARRIVED_STATES = ['taken', 'same', 'asked', 'refused', 'declined', 'replaced'] as const

/** Tables that are not facts: the firm’s container, the journal, what was decided, what is to leave. */
export const tables = {
  workspace: {
    key: ['id'],
    columns: {
      id: text('id'),
      name: text('name'),
      createdAt: instant('made at'),
      moving: maybe(json('on its way to another store: by which move, where to, since when; nobody works in it here any more')),
      cameBy: maybe(text('the move by which it came, until nothing is left where it was')),
    },
  },
  journal: {
    key: ['workspaceId', 'seq'],
    columns: {
      workspaceId: text('whose'),
      seq: int('from 1, without gaps'),
      at: instant('when'),
      actor: text('who'),
      what: text('what was done, one line without personal text'),
      count: int('facts written and closed'),
      content: text('digest over the digests of the facts written and closed'),
      link: text('digest over the previous link, seq, at, actor, what and content'),
    },
  },
  content: {
    key: ['workspaceId', 'sha256'],
    columns: {
      workspaceId: text('whose'),
      sha256: text('hash of the bytes'),
      bytes: bytes('the bytes; none where they lie elsewhere'),
      keptIn: maybe(text('the vault they lie in; none: here')),
      pieces: maybe(list('the hashes of the pieces it is cut into, each kept as a content of its own; none: it is whole')),
    },
  },
  paperText: {
    key: ['workspaceId', 'sha256'],
    columns: {
      workspaceId: text('whose'),
      sha256: text('hash of the paper’s bytes'),
      text: text('the words found in it, small letters, for searching'),
    },
  },
  decision: {
    key: ['workspaceId', 'id'],
    index: [
      ['workspaceId', 'supersededAt', 'clientId'],
      ['workspaceId', 'supersededAt', 'kind', 'currency', 'lateMinor', 'openMinor'],
      ['workspaceId', 'supersededAt', 'reviewOn'],
      ['workspaceId', 'supersededAt', 'turnsOn'],
    ],
    columns: {
      workspaceId: text('whose'),
      id: text('id'),
      clientId: text('about whom'),
      decidedAt: instant('when'),
      on: day('for which day'),
      kind: oneOf(['act', 'hold', 'none'], 'what was decided'),
      outcome: json('the act or the obstacles, without language'),
      fingerprint: text('over answer, reasons and review day: a new row only when it changes'),
      reviewOn: maybe(day('looked at again on')),
      factsHash: text('what was known'),
      policyHash: text('which policy'),
      lawHash: text('which law'),
      supersededAt: maybe(instant('replaced at')),
      currency: maybe(text('in which the client owes; * where in several: `owed` has each')),
      openMinor: maybe(minor('open, less than nothing never; of several currencies the firm’s')),
      lateMinor: maybe(minor('late on the day decided for')),
      lateSince: maybe(day('due day of the oldest late amount')),
      owed: maybe(json('open and late by currency, where they are several')),
      turnsOn: maybe(day('decided anew from this day on even if nothing is recorded; none: never')),
    },
  },
  sweep: {
    key: ['workspaceId', 'id'],
    columns: {
      workspaceId: text('whose'),
      id: text('id'),
      startedAt: instant('from'),
      endedAt: maybe(instant('to')),
      on: day('for which day'),
      clients: int('clients looked at'),
      acts: int('to act'),
      holds: int('held'),
      changed: int('decision rows written'),
      queued: int('outbox rows written'),
      faults: json('clients and packs that failed, with why'),
      journalSeq: maybe(int('newest link of the journal when it began')),
      rulesHash: maybe(text('program, policies and law it decided by')),
    },
  },
  sweepPart: {
    key: ['workspaceId', 'id'],
    columns: {
      workspaceId: text('whose'),
      id: text('sweep, and which part of it; gone when the sweep is summed up'),
      sweepId: text('the sweep it will be summed up as'),
      on: day('for which day'),
      startedAt: instant('when the sweep was cut into parts'),
      fromId: text('first client'),
      toId: text('last client'),
      journalSeq: int('newest link of the journal then'),
      rulesHash: text('program, policies and law then'),
      doneAt: maybe(instant('decided at, by whichever node')),
      tally: maybe(json('what it came to')),
    },
  },
  outbox: {
    key: ['workspaceId', 'key'],
    index: [
      ['workspaceId', 'state', 'notBefore'],
      ['workspaceId', 'clientId'],
      ['workspaceId', 'doneOn', 'state'],
    ],
    columns: {
      workspaceId: text('whose'),
      key: text('client/cycle/step/channel/occurrence: at most one row for ever'),
      clientId: text('to whom'),
      state: oneOf(OUTBOX_STATES, 'waiting: for approval · drafted: a person sends it by hand · unsure: nobody knows whether it left'),
      act: json('the act as decided'),
      createdAt: instant('written'),
      notBefore: instant('may leave from'),
      approvedBy: maybe(text('who approved it')),
      messageId: maybe(text('Message-ID, fixed before the first try')),
      leaseOwner: maybe(text('which worker holds it')),
      leaseUntil: maybe(instant('until when, by the machine’s own clock')),
      sendingSince: maybe(instant('committed just before the words go to the server: a crash from here on is unsure')),
      attempts: int('tries'),
      lastError: maybe(text('what went wrong')),
      doneAt: maybe(instant('sent, withdrawn or given up at')),
      doneOn: maybe(day('the firm’s day of that: what the daily ceiling counts')),
      why: maybe(json('why it was withdrawn or sent back: reasons without language')),
    },
  },
  mailbox: {
    key: ['workspaceId', 'folder'],
    columns: {
      workspaceId: text('whose'),
      folder: text('server, user and folder'),
      uidValidity: text('as the server numbers it now; another: read anew'),
      lastUid: int('read up to this message'),
      lookedAt: instant('when it was last looked into'),
      lastError: maybe(text('what went wrong the last time')),
    },
  },
  callDraft: {
    key: ['workspaceId', 'callId'],
    columns: {
      workspaceId: text('whose'),
      callId: text('the call that runs'),
      savedAt: instant('last saved'),
      draft: json('notes and answers as typed; taken over into the call when it ends'),
    },
  },
  importBatch: {
    key: ['workspaceId', 'id'],
    columns: {
      workspaceId: text('whose'),
      id: text('id'),
      at: instant('when'),
      actor: text('who'),
      kind: text('invoices, payments, statement …'),
      files: json('names and hashes of the files'),
      summary: json('counts and totals'),
      origin: maybe(text('which list this is a newer copy of')),
      journalSeq: maybe(int('link of the journal that wrote it: what an undo takes back')),
      undoneAt: maybe(instant('taken back at')),
    },
  },
  arrivedFile: {
    key: ['workspaceId', 'sha256'],
    index: [['workspaceId', 'state']],
    columns: {
      workspaceId: text('whose'),
      sha256: text('hash of the bytes: one row however often the file comes'),
      name: text('its name'),
      via: oneOf(['folder', 'mail'], 'by which way it came'),
      whence: text('its path, or sender and subject of the mail'),
      sizeBytes: int('size'),
      arrivedAt: instant('first seen'),
      state: oneOf(ARRIVED_STATES, 'asked: waits for a person · replaced: another file came in its place'),
      says: json('what it brings or brought, or the faults it was refused with'),
      batchId: maybe(text('the import that took it')),
      settledBy: maybe(text('who took or declined it')),
    },
  },
} as const

export type TableName = keyof typeof tables
export type TableRow<T extends TableName> = RowOf<(typeof tables)[T]['columns']>
