import { expect, test } from 'vitest'
import { fileKind, plainLines, plainly } from './name.ts'

test('a name that turns itself around is shown as it is stored', () => {
  expect(plainly('photo\u202egpj.exe')).toBe('photo⟨U+202E⟩gpj.exe')
  expect(plainly('a\u2067b\u0007c')).toBe('a⟨U+2067⟩b⟨U+0007⟩c')
})

test('ends of lines and tabs are white space, as in any text', () => {
  expect(plainly('The van came back.\r\nIt left\tat six.\nAgain\u2028now')).toBe(
    'The van came back. It left at six. Again now',
  )
})

test('letters of any script stay as they are', () => {
  for (const name of ['تهديدات.pdf', 'élève 写真.jpg', '👩‍👩‍👧.png']) expect(plainly(name)).toBe(name)
})

test('what a file is, in words where there are some', () => {
  expect(['image/jpeg', 'application/pdf', 'text/plain', 'application/x-empty'].map(fileKind)).toEqual([
    'JPEG image',
    'PDF',
    'Text',
    'Empty file',
  ])
  expect(fileKind('application/vnd.ms-outlook')).toBe('Outlook item')
})

test('a text keeps its lines and tabs, and what hides in it is written out', () => {
  expect(plainLines('one\ttwo\r\nthree\rfour\u2028five\n\nsix')).toBe('one\ttwo\nthree\nfour\nfive\n\nsix')
  expect(plainLines('a\u202eb\n\u0007c')).toBe('a⟨U+202E⟩b\n⟨U+0007⟩c')
})
