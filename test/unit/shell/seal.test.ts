import { expect, test } from 'vitest'
import { seal, unseal } from '../../../src/shell/auth/seal.ts'

const TEXT = 'smtps://hélène:pass%20word@mail.example:465'

test('what is sealed opens with its secret, and does not show', () => {
  const sealed = seal('one secret', TEXT)
  expect(unseal('one secret', sealed)).toBe(TEXT)
  expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('pass')
  expect(seal('one secret', TEXT)).not.toBe(sealed)
})

test('another secret, one changed byte or something cut off opens nothing', () => {
  const sealed = seal('one secret', TEXT)
  expect(unseal('another secret', sealed)).toBeUndefined()
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  for (const at of [0, 12, 28, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(unseal('one secret', `v1.${changed.toString('base64url')}`), `byte ${at}`).toBeUndefined()
  }
  expect(unseal('one secret', sealed.slice(0, 20))).toBeUndefined()
  expect(unseal('one secret', '')).toBeUndefined()
})
