/**
 * The main job as somebody does it by hand, in processes of their own: a firm is made, a list comes in, the day is decided, a reminder is
 * approved and arrives at a mail server, and what Today says and what the explanation says agree. Exit code 1 with words where it does not.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMailServer } from './support/mail-server.ts'

const ON = '2026-03-10'
const LIST = [
  'Client;E-mail;Numéro;Date;Échéance;Total TTC;Devise',
  'Librairie Fontbrune;compta@fontbrune.example;S-1;30/01/2026;01/03/2026;1 234,50;EUR',
  'Menuiserie Oriel;compta@oriel.example;S-2;20/02/2026;22/03/2026;480,00;EUR',
].join('\n')

const folder = mkdtempSync(join(tmpdir(), 'dunwell-smoke-'))
const mail = await startMailServer()
const env = {
  ...process.env,
  DUNWELL_STORE: join(folder, 'store.sqlite'),
  DUNWELL_SMTP_URL: mail.url,
  DUNWELL_DATABASE_URL: '',
  DUNWELL_USER: 'smoke',
}
const program = join(import.meta.dirname, '../src/bin/dunwell.ts')

/** One command in a process of its own. @returns what it printed as JSON. */
async function dunwell<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const child = spawn(process.execPath, [program, ...args, '--json'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stdout.on('data', (part: Buffer) => {
    said.out += part.toString()
  })
  child.stderr.on('data', (part: Buffer) => {
    said.err += part.toString()
  })
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`dunwell ${args.join(' ')} ended with ${code}:\n${said.err || said.out}`)
  return JSON.parse(said.out) as T // the command's manual page says its shape
}

interface Today {
  readonly contacts: readonly { readonly name: string; readonly act: { readonly step: string; readonly invoiceIds: readonly string[] } }[]
  readonly silent: readonly { readonly name: string; readonly obstacles: readonly { readonly code: string }[] }[]
}
interface Explanation {
  readonly thisInvoice: string
  readonly invoice: { readonly id: string }
  readonly decision: { readonly outcome: { readonly kind: string; readonly step?: string } }
  readonly obstacles: readonly { readonly code: string }[]
}

async function mainJob(): Promise<void> {
  await dunwell(
    'init',
    '--name',
    'Atelier Smoke',
    '--country',
    'FR',
    '--language',
    'fr',
    '--currency',
    'EUR',
    '--email',
    'nous@atelier.example',
  )
  const list = join(folder, 'liste.csv')
  writeFileSync(list, `${LIST}\n`)
  await dunwell('import', list, '--yes', '--nothing-sent', '--kind', 'business', '--on', ON)
  await dunwell('looked', ON, '--on', ON)
  await dunwell('live', '--ceiling', '10', '--on', ON)
  await dunwell('run', '--on', ON)

  const today = await dunwell<Today>('today', '--on', ON)
  const late = await dunwell<Explanation>('explain', 'S-1', '--on', ON)
  const notDue = await dunwell<Explanation>('explain', 'S-2', '--on', ON)
  const [contact] = today.contacts
  assert.deepEqual(
    today.contacts.map(c => c.name),
    ['Librairie Fontbrune'],
    'Today names exactly the client who is late',
  )
  assert.equal(late.thisInvoice, 'listed', 'the explanation says that the late invoice is asked about')
  assert.equal(late.decision.outcome.step, contact?.act.step, 'both name the same step')
  assert.deepEqual(contact?.act.invoiceIds, [late.invoice.id], 'both name the same invoice')
  const silent = today.silent.find(s => s.name === 'Menuiserie Oriel')
  assert.deepEqual(silent?.obstacles, notDue.obstacles, 'both give the same reasons for leaving the other client in peace')
  assert.ok(notDue.obstacles.length > 0, 'whoever is left in peace has a reason')

  const clientMail = () => mail.received.filter(m => m.to.includes('compta@fontbrune.example'))
  await dunwell('run', '--on', ON)
  assert.equal(clientMail().length, 0, 'nothing leaves before it is approved')
  await dunwell('approve', '--all', '--on', ON)
  await dunwell('run', '--on', ON)
  await dunwell('run', '--on', ON)
  assert.equal(clientMail().length, 1, 'the approved reminder arrives, once')
  assert.match(clientMail()[0]?.raw ?? '', /S-1/, 'the reminder names its invoice')
  assert.equal(mail.received.filter(m => m.to.includes('compta@oriel.example')).length, 0, 'nobody else is written to')
}

try {
  await mainJob()
  console.log('The main job runs: a list came in, one reminder was approved and arrived, once, and every reason agrees.')
} catch (error) {
  console.error(`The main job does not run: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
} finally {
  await mail.stop()
  rmSync(folder, { recursive: true })
}
