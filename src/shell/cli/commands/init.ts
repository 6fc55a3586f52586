import type { Command } from 'commander'
import { printJson } from '../command.ts'

interface Options {
  readonly name: string
  readonly country: string
  readonly language?: string
  readonly currency: string
  readonly zone?: string
  readonly address?: string[]
  readonly legalName?: string
  readonly email?: string
  readonly phone?: string
  readonly person?: string
  readonly companyId?: string
  readonly vatId?: string
  readonly iban?: string
  readonly bic?: string
  readonly on?: string
  readonly yes?: true
  readonly json?: true
}

export function define(program: Command): void {
  program
    .command('init')
    .requiredOption('--name <firm>', 'the firm that is owed')
    .requiredOption('--country <code>', 'ISO 3166 country: FR')
    .option('--language <code>', 'language of letters where a client’s is not known: fr; else the country’s')
    .requiredOption('--currency <code>', 'ISO 4217 currency: EUR')
    .option('--zone <zone>', 'IANA time zone; else the country’s')
    .option('--address <line...>', 'address lines')
    .option('--legal-name <name>', 'legal name, where it differs')
    .option('--email <address>', 'address for replies; messages leave in its name')
    .option('--phone <number>', 'direct number on letters')
    .option('--person <name>', 'the named person who signs')
    .option('--company-id <id>', 'company registration number')
    .option('--vat-id <id>', 'VAT id')
    .option('--iban <iban>', 'account for payments')
    .option('--bic <bic>', 'its BIC')
    .option('--on <day>', 'as if today were this day')
    .option('--yes', 'ask nothing')
    .option('--json', 'print one JSON object')
    .action(async (options: Options) => {
      const { json, yes: _yes, on, ...said } = options
      const { cliActor, openStore } = await import('../open.ts')
      const { init } = await import('../../acts/init.ts')
      const { givenDay } = await import('../../acts/given.ts')
      const { clockOn, systemClock } = await import('../../clock.ts')
      const { loadWords } = await import('../../words.ts')
      const input = { ...said, language: said.language ?? languageOf(said.country, (await loadWords()).languages) }
      const clock = on === undefined ? systemClock : clockOn(givenDay('--on', on), 'UTC')
      const store = await openStore(undefined, 'init')
      try {
        const made = await init(store, clock, cliActor(), input)
        if (json) printJson({ ...made, language: input.language, store: store.location, phase: 'rehearsal' })
        else
          process.stdout.write(
            `Made "${input.name}" in ${store.location}, time zone ${made.zone}, letters in ${input.language}. It is in rehearsal: nothing leaves.\n`,
          )
      } finally {
        await store.close()
      }
    })
}

/** What is mostly spoken in a country, where letters are written in it; else English. Told, and changed in the settings. */
function languageOf(country: string, written: readonly string[]): string {
  if (!/^[A-Z]{2}$/.test(country)) return 'en' // refused for its country
  const { language } = new Intl.Locale(`und-${country}`).maximize()
  return written.includes(language) ? language : 'en'
}
