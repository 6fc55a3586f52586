#!/usr/bin/env node
import './compile-cache.ts'

// `dunwell … | head` closes the pipe early: that is the reader’s right, not a fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const { runCli } = await import('../shell/cli/program.ts') // once the cache stands
process.exitCode = await runCli(process.argv.slice(2))
