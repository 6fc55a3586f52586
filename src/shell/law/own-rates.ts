import { readFile } from 'node:fs/promises'
import { refuse } from '../../core/fault.ts'
import { type RateBook, withOwnRates } from '../../core/ledger/rates.ts'
import { decodeText } from '../../packs/statement-text/decode.ts'
import { bySeries, type OwnRate, readRatesFile } from './rates-file.ts'

/** Reads a file of rates from disk. @throws Refusal where it cannot be read. */
export async function ownRates(path: string, book: RateBook): Promise<OwnRate[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) =>
    refuse('file-unreadable', `cannot be read (${error.code ?? error.message}).`, { file: path, mend: 'Check the path.' }),
  )
  return readRatesFile(decodeText(bytes, path), path, book)
}

/** The book with a file's rates in it, for this run only. */
export async function withRatesFile(path: string | undefined, book: RateBook): Promise<RateBook> {
  return path === undefined ? book : withOwnRates(book, bySeries(await ownRates(path, book)))
}
