import type { Failure } from '../../../shared/kernel/errors.ts'
import type { Progress } from '../../../shared/contract/port.ts'

/** Where a command's answer goes: JSON for programs, lines for people. Progress and errors go to standard error. */
export interface Output {
  /** Prints the answer: `value` with --json, else `lines`. */
  answer(value: unknown, lines: readonly string[]): void
  /** One line as soon as it is known, before the answer; with --json on standard error. */
  note(line: string): void
  fail(failure: Failure): void
  progress(progress: Progress): void
}

export function outputTo(json: boolean): Output {
  const live = process.stderr.isTTY && !json
  let shown = false
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001b[2K')
    shown = false
  }
  return {
    answer: (value, lines) => {
      clear()
      process.stdout.write(json ? `${jsonOf(value)}\n` : lines.map((line) => `${printable(line)}\n`).join(''))
    },
    note: (line) => {
      clear()
      ;(json ? process.stderr : process.stdout).write(`${printable(line)}\n`)
    },
    fail: (failure) => {
      clear()
      if (json) process.stdout.write(`${jsonOf({ error: failure })}\n`)
      process.stderr.write(`holdfast: ${printable(failure.message)}\n${printable(failure.next)}\n`)
    },
    progress: ({ stage, done, total }) => {
      if (!live || total === 0) return
      shown = true
      process.stderr.write(`\r\u001b[2K${printable(stage)} ${Math.floor((done / total) * 100)} %`)
    },
  }
}

/** JSON that says the same, where a terminal would act upon a character, as an escape of it. */
const jsonOf = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/**
 * Case text and file names may hold characters that would move a terminal's cursor, begin a line that we did not write,
 * or show words in another order than they have.
 */
const printable = (line: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are the ones meant
  line
    .replace(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/g, ' ')
    // oxlint-disable-next-line no-control-regex -- as above
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
