import './compile-cache.ts'

const [{ describeFault, Refusal }, { start }, { storeTrouble }] = await Promise.all([
  import('../core/fault.ts'),
  import('../shell/start.ts'),
  import('../shell/store/trouble.ts'),
])

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

try {
  const running = await start(process.argv.slice(2), process.env, say)
  process.stdout.write(`Dunwell is open. Sign in once with this link: ${running.link}\n`)
  let isStopping = false
  const stop = (): void => {
    if (isStopping) process.exit(1)
    isStopping = true
    void running.stop().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  const trouble = storeTrouble(error)
  if (!(error instanceof Refusal) && !trouble) throw error
  for (const fault of error instanceof Refusal ? error.faults : trouble ? [trouble] : []) say(`dunwell: ${describeFault(fault)}`)
  process.exitCode = 1
}
