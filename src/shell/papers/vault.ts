import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import { AwsClient } from 'aws4fetch'
import { refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import type { Vault } from '../store/vault.ts'

const ANSWER_MS_MAX = 30_000
const TRIES = 3
const KEY = /^[\w-]+\/[0-9a-f]{2}\/[0-9a-f]{64}$/

function checked(key: string): string {
  if (!KEY.test(key)) throw new Error(`"${key}" is not the key of a paper`)
  return key
}

/** Papers as files of a folder. A file is written beside its place and renamed into it: it is there whole or not at all. */
export function folderVault(folder: string): Vault {
  const pathOf = (key: string): string => join(folder, checked(key))
  return {
    location: folder,
    put: async (key, bytes) => {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const beside = `${path}.${process.pid}.new`
      const file = await open(beside, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, path)
    },
    get: async key => {
      try {
        return await readFile(pathOf(key))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
        throw error
      }
    },
    delete: key => rm(pathOf(key), { force: true }),
  }
}

interface Bucket {
  readonly endpoint: string
  readonly region: string
  readonly keyId: string
  readonly secret: string
}

/** Papers as objects of a bucket, requests signed with Signature Version 4: any storage that speaks S3. */
export function bucketVault({ endpoint, region, keyId, secret }: Bucket): Vault {
  const client = new AwsClient({ accessKeyId: keyId, secretAccessKey: secret, service: 's3', region, retries: 0 })
  const ask = async (method: string, key: string, body?: Uint8Array): Promise<Response> => {
    let last: unknown
    for (let tries = 0; tries < TRIES; tries += 1)
      try {
        const answer = await client.fetch(`${endpoint}/${checked(key)}`, {
          method,
          signal: AbortSignal.timeout(ANSWER_MS_MAX),
          ...(body ? { body: new Uint8Array(body), headers: { 'content-type': 'application/octet-stream' } } : {}),
        })
        if (answer.status < 500) return answer
        await answer.body?.cancel()
        last = new Error(`answered ${answer.status}`)
      } catch (error) {
        last = error
      }
    throw new Error(`papers in ${endpoint}: ${method} failed ${TRIES} times`, { cause: last })
  }
  const must = async (answer: Response, what: string): Promise<Response> => {
    if (answer.ok) return answer
    const said = (await answer.text()).slice(0, 300)
    throw new Error(`papers in ${endpoint}: ${what} was answered ${answer.status}: ${said}`)
  }
  return {
    location: endpoint,
    put: async (key, bytes) => void (await (await must(await ask('PUT', key, bytes), 'writing')).body?.cancel()),
    get: async key => {
      const answer = await ask('GET', key)
      if (answer.status === 404) {
        await answer.body?.cancel()
        return undefined
      }
      return new Uint8Array(await (await must(answer, 'reading')).arrayBuffer())
    },
    delete: async key => {
      const answer = await ask('DELETE', key)
      if (answer.status !== 404) await must(answer, 'deleting')
      await answer.body?.cancel()
    },
  }
}

/**
 * The vault that the environment names: an absolute folder, or the address of a bucket (`https://host/bucket?region=eu-west-3`) with its key id
 * and secret. Undefined where none is named: papers then lie in the database. @throws Refusal where the address is neither.
 */
export function vaultFrom(config: Config): Vault | undefined {
  const { papers, papersKey, papersSecret } = config
  if (papers === undefined) return undefined
  if (isAbsolute(papers)) return folderVault(papers)
  const url = URL.parse(papers)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    return refuse('papers-unreadable', `"${papers}" is neither a folder nor the address of a bucket.`, {
      field: 'DUNWELL_PAPERS',
      mend: 'Write a whole path, or https://host/bucket?region=REGION.',
    })
  if (!papersKey || !papersSecret)
    return refuse('papers-key-missing', 'The bucket needs its key id and secret.', {
      field: 'DUNWELL_PAPERS_KEY',
      mend: 'Set DUNWELL_PAPERS_KEY and DUNWELL_PAPERS_SECRET.',
    })
  const endpoint = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  return bucketVault({ endpoint, region: url.searchParams.get('region') ?? 'us-east-1', keyId: papersKey, secret: papersSecret })
}
