import { newId } from '../store/ids.ts'

/**
 * The name of this process among all that ever send from a store: a process id alone comes back after a restart, and is the same on two machines.
 * A thread that works for the process is given the same name.
 */
export const processName: string = process.env.DUNWELL_PROCESS_NAME ?? newId()

/** Of one line to the mail server within the process. */
export const workerName = (line: number): string => `${processName}/${line}`

export const isOurs = (owner: string | null): boolean => owner?.startsWith(`${processName}/`) ?? false
