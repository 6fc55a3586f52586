type Environment = Readonly<Record<string, string | undefined>>

/** Sets the environment back. The object itself stays: modules hold it. */
export function putEnvironment(before: Environment): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
}
