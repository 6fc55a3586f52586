import type { MessageContent } from '../../core/letter/content.ts'
import type { Words } from '../words.ts'
import { composeFree, type Writing } from './free.ts'

/** The mail around a monthly statement of account: what is open today, late or not, and nothing that presses. */
export const statementContent = (words: Words, letter: Writing): MessageContent =>
  composeFree(words, { ...letter, kind: 'statement', params: { asOfDay: letter.on } })
