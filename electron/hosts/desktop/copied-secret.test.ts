import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { copiedSecret, type Clipboard } from './copied-secret.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const board = (text: string): Clipboard & { text: string } => ({
  text,
  read() {
    return Promise.resolve(this.text)
  },
  clear() {
    this.text = ''
    return Promise.resolve()
  },
})

test('a copied secret is taken off after a minute, from each clipboard that still has it, however its words are set apart', async () => {
  const [own, selected] = [board('crow fence\n wet'), board('a plate: KX21 ABC')]
  const secret = copiedSecret([own, selected])
  secret.keep(digest('crow fence wet'))
  await vi.advanceTimersByTimeAsync(59_000)
  expect(own.text).not.toBe('')
  await vi.advanceTimersByTimeAsync(1_000)
  expect([own.text, selected.text]).toEqual(['', 'a plate: KX21 ABC'])
  // Once: what is copied there later is not ours, even if it is the same.
  own.text = 'crow fence wet'
  await secret.clear()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(own.text).toBe('crow fence wet')
})

test('at once when the vault is locked; the newest counts, and has its minute', async () => {
  const own = board('first words')
  const secret = copiedSecret([own])
  secret.keep(digest('first words'))
  await vi.advanceTimersByTimeAsync(50_000)
  own.text = 'second words'
  secret.keep(digest('second words'))
  await vi.advanceTimersByTimeAsync(50_000)
  expect(own.text).toBe('second words')
  await secret.clear()
  expect(own.text).toBe('')
})
