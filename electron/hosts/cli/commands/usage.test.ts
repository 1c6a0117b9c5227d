import { expect, test } from 'vitest'
import { readArguments } from '../arguments.ts'
import { commands, usageOf } from './index.ts'

const listed = (words: string[]): string[] =>
  [...usageOf(readArguments([...words, '--help']).asked).matchAll(/^ {2}holdfast (.+)$/gm)].map(([, line = '']) => line)

test('help tells the command that was named, those that begin with the words, or all', () => {
  expect(listed(['report', 'add'])).toEqual([`report add ${commands['report add']?.takes}`])
  expect(listed(['packet'])).toHaveLength(Object.keys(commands).filter((name) => name.startsWith('packet ')).length)
  expect(listed(['demo'])).toHaveLength(1)
  expect(listed(['help', 'vault', 'info'])).toEqual(['vault info DIR'])
  expect(listed(['report', 'ad'])).toEqual(listed(['report']))
  for (const words of [[], ['nonsense'], ['toString']]) expect(listed(words)).toHaveLength(Object.keys(commands).length)
})
