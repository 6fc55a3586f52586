import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { moduleNames } from '../../src/shell/packs/modules.ts'

// What people do is an act, and the command line and the API do the same ones. An act that only one of the two knows stands here with its reason.

const SHELL = 'src/shell'
const sources = (folder: string): string[] =>
  readdirSync(join(SHELL, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join(SHELL, folder, name), 'utf8'))

const actFiles = readdirSync(join(SHELL, 'acts')).map(name => basename(name, '.ts'))
const exportsOf = (act: string): string[] =>
  [...readFileSync(join(SHELL, 'acts', `${act}.ts`), 'utf8').matchAll(/^export (?:async )?(?:function|const) ([a-z]\w*)/gm)].map(
    m => m[1] ?? '',
  )

/** `file.name` of every export of an act’s file that is named where that file is imported. */
function reachedFrom(folders: readonly string[]): Set<string> {
  const reached = new Set<string>()
  for (const text of folders.flatMap(sources))
    for (const act of actFiles)
      if (text.includes(`/acts/${act}.ts'`))
        for (const name of exportsOf(act)) if (new RegExp(`\\b${name}\\b`).test(text)) reached.add(`${act}.${name}`)
  return reached
}
const cli = reachedFrom(['cli'])
const api = reachedFrom(['http', 'answers'])

/** The same act, where the two reach it by ways of their own. */
const BY_ANOTHER_NAME: Readonly<Record<string, string>> = {
  'import-aside.columnsBeside': 'cli: dunwell import --preview names the columns; --map says them',
  'import-aside.confirmBeside': 'cli: import-lists.confirmRead, in a process of its own anyway',
  'import-aside.previewBeside': 'cli: import-lists.previewRead',
  'import-aside.undoBeside': 'cli: undo-import.undoImport',
  'undo-import.undoImport': 'api: import-aside.undoBeside',
  'import-lists.confirmRead': 'api: import-aside.confirmBeside',
  'import-lists.previewRead': 'api: import-aside.previewBeside',
  'import-lists.readImport': 'api: import-aside',
  'record-noun.addFact': 'cli: record-noun.recordNoun',
  'record-noun.recordNoun': 'api: POST of each noun',
  'record-noun.changeNoun': 'api: PATCH of each noun',
  'record-noun.takeNounBack': 'api: DELETE of each noun',
  'record-noun.takeFactBack': 'cli: record-noun.takeNounBack',
  'fetch-mail.receiveFiles': 'api: POST /api/v1/mail, a mail at a time',
  'invoice-folder.invoiceFolder': 'cli: dunwell arrived prints it',
  'call.factsOfClient': 'reads only',
  'run.meansFor': 'reads only',
}
/** Belongs to one of the two by what it is. */
const OF_ONE_ALONE: Readonly<Record<string, string>> = {
  'answer.giveAnswer': 'what a client says on their private page',
  'answer.noteViewed': 'a client opened their private page',
  'dispute-ask.colleaguePaper': 'what a colleague encloses behind their link',
  'dispute-ask.enterAsk': 'a colleague opens their link',
  'room.enterRoom': 'an intermediary opens their link',
  'backup.backup': 'writes a file of this machine',
  'backup.restore': 'puts a file of this machine in the store’s place',
  'backup.safetyCopy': 'writes a file of this machine',
  'export.exportAll': 'writes a folder of this machine',
  'take-in.takeIn': 'reads a folder of this machine into an empty store',
  'move-store.moveStore': 'moves the store to another machine’s',
  'move-store.cancelMove': 'the same',
  'doctor.doctor': 'looks at this machine: disk, clock, mail server',
}
/** Write nothing: they find, read or word. */
const READS = new Set([
  ...['absence.absences', 'approve.outboxRow', 'attach.readPaper', 'find.findColleague', 'find.findInvoice', 'find.intermediariesOf'],
  ...['given.givenDay', 'keep-intermediary.partyLine', 'plan.ourPartsIn'],
])

test('whatever the API does, the command line does, and the other way round', () => {
  const stated = new Set([...Object.keys(BY_ANOTHER_NAME), ...Object.keys(OF_ONE_ALONE), ...READS])
  const missing = {
    cli: [...api].filter(act => !cli.has(act) && !stated.has(act)).sort(),
    api: [...cli].filter(act => !api.has(act) && !stated.has(act)).sort(),
  }
  expect(missing).toEqual({ cli: [], api: [] })
})

test('what is stated as an exception still is one', () => {
  const stated = [...Object.keys(BY_ANOTHER_NAME), ...Object.keys(OF_ONE_ALONE), ...READS]
  expect(stated.filter(act => cli.has(act) === api.has(act))).toEqual([])
})

test('what a firm does in a year has a command each', async () => {
  const names = await moduleNames('shell/cli/commands')
  for (const name of ['init', 'import', 'pay', 'promise', 'dispute', 'snooze', 'assign', 'live', 'approve', 'run', 'today', 'explain'])
    expect(names).toContain(name)
})
