import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

/**
 * Keeps what Node makes of the program (types stripped, compiled) from start to start: a command starts in half the time. It lies with the
 * program, not in a folder that others may write to. Where it cannot be written, everything works as without it.
 */
const folder = join(import.meta.dirname, '../../node_modules/.cache/dunwell')
enableCompileCache(folder)
// threads and children of this process begin by it too
process.env.NODE_COMPILE_CACHE ??= folder
