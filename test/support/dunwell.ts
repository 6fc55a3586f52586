import { execFile } from 'node:child_process'

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command line as a person has it, on one store. */
export const dunwellOn =
  (store: string) =>
  (...args: string[]): Promise<Said> =>
    new Promise(resolve => {
      const env = { ...process.env, DUNWELL_STORE: store, DUNWELL_USER: 'ada' }
      execFile(process.execPath, ['src/bin/dunwell.ts', ...args], { env }, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      )
    })
