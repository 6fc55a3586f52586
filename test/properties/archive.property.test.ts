import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesIn, openArchive } from '../../src/shell/archive/unpack.ts'
import { zipPieces } from '../../src/shell/dossier/zip.ts'
import { unzip } from '../support/archive.ts'

const LIMITS = { files_max: 10, entry_bytes_max: 10_000, total_bytes_max: 100_000 }

test('what is packed is unpacked, byte for byte, here and by others', async () => {
  const file = fc.record({
    name: fc.stringMatching(/^[a-zé0-9 _-]{1,20}(\/[a-zé0-9 _-]{1,12}\.[a-z]{3})?$/),
    bytes: fc.uint8Array({ maxLength: 3000 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(file, { selector: f => f.name, maxLength: 8 }), async files => {
      const packed = zipPieces(files.map(f => ({ name: f.name, size: f.bytes.length, crc: crc32(f.bytes), pieces: () => [f.bytes] })))
      const archive = Buffer.concat(await Array.fromAsync(packed))
      const whole = files.map(f => [f.name, Buffer.from(f.bytes).toString('hex')])
      const { files: found } = await openArchive(archive, 'x.zip', LIMITS)
      expect(await Promise.all(found.map(async f => [f.name, Buffer.from(await bytesIn(f)).toString('hex')]))).toEqual(whole)
      expect(new Map(unzip(archive).map(f => [f.name, Buffer.from(f.bytes).toString('hex')]))).toEqual(new Map(whole as [string, string][]))
    }),
    { numRuns: 40 },
  )
})
