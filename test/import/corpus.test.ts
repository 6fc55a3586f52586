import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Refusal } from '../../src/core/fault.ts'
import { readText } from './read.ts'

const SHARED = ['../shared/corpus/statements/csv', '../shared/corpus/statements/xlsx'].find(existsSync)?.replace(/\/[^/]+$/, '')
const files = SHARED ? ['csv', 'xlsx'].flatMap(kind => readdirSync(join(SHARED, kind)).map(name => join(SHARED, kind, name))) : []

test.skipIf(files.length === 0)('lists of other kinds (bank files) are read or refused with what to do, never anything else', async () => {
  const seen = { read: 0, refused: 0 }
  for (const path of files) {
    const outcome = await readText(readFileSync(path), {}, undefined, path).then(
      () => 'read' as const,
      (error: unknown) => {
        expect(error, path).toBeInstanceOf(Refusal)
        expect(
          (error as Refusal).faults.every(f => f.file === path && f.mend !== undefined),
          path,
        ).toBe(true) // checked the line before
        return 'refused' as const
      },
    )
    seen[outcome] += 1
  }
  expect(seen.read + seen.refused).toBe(files.length)
})

test('a workbook is read: dates, numbers and text as cells', async () => {
  const list = await readText(Buffer.from(WORKBOOK, 'base64'), {}, undefined, 'list.xlsx')
  expect(list.encoding).toBe('xlsx')
  expect(list.invoices).toMatchObject([
    { number: 'X-1', issuedOn: '2026-09-14', dueOn: '2026-10-14', totalMinor: 123_450n, paidMinor: 20_000n },
  ])
})

/** A workbook of one made-up row: dates as serial numbers with a date style, a total with the noise of a binary fraction. */
const WORKBOOK =
  'UEsDBBQAAAAIAOoGdl1EroPn/wAAAJYCAAATAAAAW0NvbnRlbnRfVHlwZXNdLnhtbK2Sy07DMBBFf8XytoqdskAIJemCxxJYlA8w9iSx4pc8bkn/HsctLFChm65G9r1zz2g0zWa2huwhovaupWtWUwJOeqXd0NL37XN1Rzddsz0EQJKtDls6phTuOUc5ghXIfACXld5HK1J+xoEHIScxAL+p61suvUvgUpWWDNo1j9CLnUnkac7fR2wEg5Q8HI0Lq6UiBKOlSFnne6d+UaoTgeXO4sFRB1xlA+VnCYvyN+DU95r3ELUC8iZiehE2u/hs+KeP04f3E/s/5MyUvu+1BOXlzuYWhiGCUDgCJGtYqcwK7VaX+cWMvJT1lQf5yb8wB6aDAbz2FkroN5mXQ+u+AFBLAwQUAAAACADqBnZdS4OjOpYAAAAFAQAACwAAAF9yZWxzLy5yZWxzjc89DsIwDAXgq0Q+QN0yMKCmXVi6Ii4QUvdHbeLICVBuT0aKGBj9/PRZrtvNrepBEmf2GqqihLapL7SalIM4zSGq3PBRw5RSOCFGO5EzseBAPm8GFmdSHmXEYOxiRsJDWR5RPg3Ym6rrNUjXV6Cur0D/2DwMs6Uz27sjn36c+Gpk2chIScO24pNluTEvRUYBmxp3DzZvUEsDBBQAAAAIAOoGdl2zD1kjnQAAAPQAAAAPAAAAeGwvd29ya2Jvb2sueG1sjY9LDoMwDESvEvkADXTRBQpBlbrhGCmYJoLEyE4/x28EZd+VPRr5ecZ0n7ioF7IESi3Upwo6a97E851oVsVM0oLPeW20lsFjdHKiFVNxJuLocpH80LIyulE8Yo6LPlfVRUcXEuyEhv9h0DSFAW80PCOmvEMYF5dLNPFhFbBm+yC/qZKL2MIV1Cb7sRQAxU0oC/djDdoafVzoo5T9AlBLAwQUAAAACADqBnZdVNFaDKoAAACFAQAAGgAAAHhsL19yZWxzL3dvcmtib29rLnhtbC5yZWxzrZA7DoMwEESvYvkALFCkiDA0aWijXMAyC0bgj7zOh9vHSpQPEkWKVKuZXb0ZbdXczMwuGGh0VvAiy3lTV0ecZUwG6dETSxeWBNcx+j0AKY1GUuY82rTpXTAyJhkG8FJNckAo83wH4ZvB10zWdoKHtis4Oy0ef2G7vh8VHpw6G7RxIwKuLkykEWOCyjBgFPxtETxGkSUqh+0y5T/LUFxmpE+Tp37Fw+rB9R1QSwMEFAAAAAgA6gZ2XdQK1+mYAAAAyAAAAA0AAAB4bC9zdHlsZXMueG1sXY6xDoMwDER/JfIHkICqDhWBDYmlS5euKZiCFCdRHCr4+4aqUqVuvndn++p2IyteGHnxTkNZKGibmtNu8TYjJpFtxxrmlMJFSh5mJMOFD+iyM/lIJmUZn5JDRDPysURWVkqdJZnFQVMPaO19YjH41SUNVUbbJNxKHaV+1KBA/pHyBMKEYPfrSg+M3edNxkdQfs/l6VezeQNQSwMEFAAAAAgA6gZ2XSFMx3gNAQAAygIAABgAAAB4bC93b3Jrc2hlZXRzL3NoZWV0MS54bWyFks1OxCAUhV+FsLeXMuMYDWWi02liYoyJLtySFi2xhQaw4+PLtKa2pkRWcM79+Dlctv9qG9RL65TRGU4TgvecnYz9cLWUHgVXuwzX3nc3AK6sZStcYjqpg/NmbCt8WNp3cJ2VohqgtgFKyA5aoTTmbNBy4QVn1pyQDacEtTxPblOMfIaVbpSWz94GXTnOPD80SmrPwHMGZwXKH+IuRtzr3qhSokezQh3+o8L15AqXx7j8M8ocY8yL8aJZAYoY8CRUtayHEOCUIp1SpJENCmk1evDVWo4x5vUiXQswlLvx43q+3dGrawb9PKilvyF//OPok8FP6WabXJLfQZfFxbw4dNLkjs+HWUPB1Kn8G1BLAQIUAxQAAAAIAOoGdl1EroPn/wAAAJYCAAATAAAAAAAAAAAAAACAAQAAAABbQ29udGVudF9UeXBlc10ueG1sUEsBAhQDFAAAAAgA6gZ2XUuDozqWAAAABQEAAAsAAAAAAAAAAAAAAIABMAEAAF9yZWxzLy5yZWxzUEsBAhQDFAAAAAgA6gZ2XbMPWSOdAAAA9AAAAA8AAAAAAAAAAAAAAIAB7wEAAHhsL3dvcmtib29rLnhtbFBLAQIUAxQAAAAIAOoGdl1U0VoMqgAAAIUBAAAaAAAAAAAAAAAAAACAAbkCAAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc1BLAQIUAxQAAAAIAOoGdl3UCtfpmAAAAMgAAAANAAAAAAAAAAAAAACAAZsDAAB4bC9zdHlsZXMueG1sUEsBAhQDFAAAAAgA6gZ2XSFMx3gNAQAAygIAABgAAAAAAAAAAAAAAIABXgQAAHhsL3dvcmtzaGVldHMvc2hlZXQxLnhtbFBLBQYAAAAABgAGAIABAAChBQAAAAA='
