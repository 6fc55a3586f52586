import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Every project runs under the Node that npm brought (see package.json, optionalDependencies).
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    // a process keeps what it has loaded from file to file: loading the program anew for each cost a third of the whole run
    isolate: false,
    // processes that tests start and kill begin in half the time
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/dunwell') },
    setupFiles: ['test/support/as-found.ts'],
  },
})
