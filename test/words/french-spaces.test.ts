import { expect, test } from 'vitest'
import { unbroken } from '../../web/src/words/unbroken.ts'

test('French marks and quotes never stand alone at the end or the beginning of a line; other languages stay as they are', () => {
  expect(unbroken('fr', 'Qui sont-ils ? « Non » ; 3 : oui !')).toBe('Qui sont-ils\u202f? «\u202fNon\u202f»\u202f; 3\u202f: oui\u202f!')
  expect(unbroken('en', 'a ? b')).toBe('a ? b')
})
