import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { attendance } from './attendance.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the vault is locked a minute after the last window fell silent, and not while another answers', () => {
  const lock = vi.fn()
  const here = attendance<string>(lock, 60_000)
  here.answers('one')
  here.answers('two')
  here.silent('one')
  vi.advanceTimersByTime(600_000)
  expect(lock).not.toHaveBeenCalled()

  here.silent('two')
  vi.advanceTimersByTime(59_999)
  here.answers('one')
  vi.advanceTimersByTime(60_000)
  expect(lock).not.toHaveBeenCalled()

  // The one that answers is closed: the one that hangs is alone.
  here.closed('one')
  vi.advanceTimersByTime(59_999)
  expect(lock).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(lock).toHaveBeenCalledOnce()
})

test('who closes every window has nothing left that could lock', () => {
  const lock = vi.fn()
  const here = attendance<string>(lock, 60_000)
  here.silent('one')
  here.closed('one')
  vi.advanceTimersByTime(600_000)
  expect(lock).not.toHaveBeenCalled()
})
