import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// AES-256-GCM (NIST SP 800-38D): a 96-bit random nonce a sealing, a 128-bit tag; the key is derived from the installation’s secret
const KIND = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const MARK = 'v1.'

const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'dunwell sealed settings', 32))

/** A text that only this installation’s secret opens. The same text is sealed differently each time. */
export function seal(secret: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(KIND, keyOf(secret), nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return MARK + Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** What was sealed; undefined where another secret sealed it, or where it was changed since. */
export function unseal(secret: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed.slice(MARK.length), 'base64url')
  if (!sealed.startsWith(MARK) || bytes.length < NONCE_BYTES + TAG_BYTES) return undefined
  const cipher = createDecipheriv(KIND, keyOf(secret), bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  cipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]).toString('utf8')
  } catch {
    return undefined // the tag does not fit: not sealed by this secret
  }
}
