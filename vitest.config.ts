import { defineConfig } from 'vitest/config'

// Every project runs under the Node that npm brought (see package.json, optionalDependencies).
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'src/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
