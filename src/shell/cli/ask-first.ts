/** Said with it, a command does not ask: it shows, does, takes back or speaks to a program. */
const ASKS_NOBODY = ['--yes', '--preview', '--json', '--undo', '--help', '-h']

/** Whether a command would show what it is about to do and ask at this keyboard. */
export const asksFirst = (args: readonly string[], isKeyboard: boolean): boolean =>
  isKeyboard && args[0] === 'import' && !args.some(arg => ASKS_NOBODY.includes(arg))

/** The app that does the command has no keyboard: it shows, this process asks, the app does. @param hand has the app do a command. @returns the exit code. */
export async function askHere(
  args: readonly string[],
  hand: (args: readonly string[]) => Promise<number>,
  ask: () => Promise<boolean>,
): Promise<number> {
  const shown = await hand([...args, '--preview'])
  if (shown !== 0) return shown
  if (await ask()) return hand([...args, '--yes'])
  process.stdout.write('Nothing was imported.\n')
  return 0
}

export async function askAtKeyboard(): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts')
  const agreed = await confirm({ message: 'Import this?' })
  return !isCancel(agreed) && agreed
}
