import { runCli } from '../../src/shell/cli/program.ts'

export interface Said {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs one command as `dunwell ARGS` would, in this process. The environment names the store. */
export async function dunwell(...args: string[]): Promise<Said> {
  const out: string[] = []
  const err: string[] = []
  const { stdout, stderr } = process
  const real = { out: stdout.write, err: stderr.write }
  const into = (lines: string[]) => ((text: string) => lines.push(text) > 0) as typeof stdout.write // only text is written here
  stdout.write = into(out)
  stderr.write = into(err)
  try {
    const code = await runCli(args)
    return { code, out: out.join(''), err: err.join('') }
  } finally {
    stdout.write = real.out
    stderr.write = real.err
    process.exitCode = undefined // a refusal is the command's, not the next one's or the test's
  }
}

/** The same with `--json`. @throws with what it said where it was refused. */
export async function asked<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const { code, out, err } = await dunwell(...args, '--json')
  if (code !== 0) throw new Error(`dunwell ${args.join(' ')}: ${err || out}`)
  return JSON.parse(out) as T // the manual page says its shape
}
