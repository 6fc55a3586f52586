import { dunwell, type Said } from './cli.ts'
import { putEnvironment } from './environment.ts'

/** The command line as a person has it, on one store. */
export const dunwellOn =
  (store: string) =>
  async (...args: string[]): Promise<Said> => {
    const before = { ...process.env }
    Object.assign(process.env, { DUNWELL_STORE: store, DUNWELL_USER: 'ada' })
    try {
      return await dunwell(...args)
    } finally {
      putEnvironment(before)
    }
  }
