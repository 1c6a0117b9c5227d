import { createHash } from 'node:crypto'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { ExportCheck, type ExportTools } from '../../../../../shared/ledger/export.ts'
import { sha256, verifyText } from '../../../record/vault/crypto.ts'
import { openRegular } from '../../../record/vault/regular.ts'
import { steadily } from '../../../record/vault/steady.ts'
import type { ExportAsked } from './job.ts'

/** This runtime's cryptography for checking an export. */
export const exportTools: ExportTools = {
  sha256,
  verify: verifyText,
  digest: () => {
    const hash = createHash('sha256')
    return { update: (text) => hash.update(text), hex: () => hash.copy().digest('hex') }
  },
}

// The largest payload is a narrative of 1,000,000 characters; escaped twice it stays below.
const longestLine = 1 << 26

/** In the reader: an export of a ledger, checked up to the first line that is wrong. Memory stays that of the longest line. */
export function openExport({ path }: { path: string }): ExportAsked {
  const steps = checking(path)
  return {
    async next() {
      const { value } = await steps.next()
      return value
    },
  }
}

type Step = Awaited<ReturnType<ExportAsked['next']>>

async function* checking(path: string): AsyncGenerator<Step, Step> {
  const refuse = (): HoldfastError =>
    new HoldfastError('INVALID_INPUT', `${path} is not a file.`, 'Name a file that “ledger export” wrote.')
  const file = await openRegular(path, { links: true, refuse })
  try {
    const { size: total, pieces } = await steadily(file, path)
    const check = new ExportCheck(exportTools)
    let rest: Buffer[] = []
    let waiting = 0
    let done = 0
    const ended = (): Step => ({ done, total, check: check.end() })
    for await (const part of pieces()) {
      let start = 0
      for (let end = part.indexOf(lineEnd); end >= 0; end = part.indexOf(lineEnd, start)) {
        const line = part.subarray(start, end)
        if (!addLine(check, waiting === 0 ? line : Buffer.concat([...rest, line]))) return ended()
        rest = []
        waiting = 0
        start = end + 1
      }
      rest.push(part.subarray(start))
      waiting += part.length - start
      done += part.length
      if (waiting > longestLine) {
        check.refuseNext('This line is longer than any that an export has.')
        return ended()
      }
      yield { done, total, check: null }
    }
    if (waiting > 0) check.refuseNext('The last line has no end.')
    return ended()
  } finally {
    await file.close()
  }
}

const lineEnd = 0x0a

/** Gives a line's bytes to the check; false when the export is refused. */
export function addLine(check: ExportCheck, bytes: Uint8Array): boolean {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    check.refuseNext('This line is not text in UTF-8.')
    return false
  }
  return check.add(text)
}
