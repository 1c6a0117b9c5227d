import type { Failure } from '../../../shared/kernel/errors.ts'
import type { Progress } from '../../../shared/contract/port.ts'

/** Where a command's answer goes: JSON for programs, lines for people. Progress and errors go to standard error. */
export interface Output {
  /** Prints the answer: `value` with --json, else `lines`. */
  answer(value: unknown, lines: readonly string[]): void
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
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${printable(line)}\n`).join(''))
    },
    fail: (failure) => {
      clear()
      if (json) process.stdout.write(`${JSON.stringify({ error: failure })}\n`)
      process.stderr.write(`holdfast: ${printable(failure.message)}\n${printable(failure.next)}\n`)
    },
    progress: ({ stage, done, total }) => {
      if (!live || total === 0) return
      shown = true
      process.stderr.write(`\r\u001b[2K${printable(stage)} ${Math.floor((done / total) * 100)} %`)
    },
  }
}

/** Case text may hold control characters that would move a terminal's cursor or change its title. */
// oxlint-disable-next-line no-control-regex -- these are the ones meant
const printable = (line: string): string => line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd')
