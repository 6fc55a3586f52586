/** Where the bytes of papers lie outside the database: a folder, or object storage. Content-addressed: a key never changes its bytes. */
export interface Vault {
  /** As a person would name it; never a secret. */
  readonly location: string
  put(key: string, bytes: Uint8Array): Promise<void>
  /** Undefined where there is no such key. @throws where the vault cannot be reached. */
  get(key: string): Promise<Uint8Array | undefined>
  delete(key: string): Promise<void>
}
