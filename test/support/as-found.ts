import { afterAll } from 'vitest'
import { putEnvironment } from './environment.ts'

/** Test files share a process (vitest.config.ts): each leaves environment, folder and exit code as it found them. */
const environment = { ...process.env }
const folder = process.cwd()
afterAll(() => {
  putEnvironment(environment)
  process.chdir(folder)
  process.exitCode = undefined
})
