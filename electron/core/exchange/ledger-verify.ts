import { createHash } from 'node:crypto'
import type { Output } from '../../../shared/contract/contract.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { ExportCheck, type ExportTools } from '../../../shared/ledger/export.ts'
import { openRegular, sha256, verifyText } from '../vault/index.ts'

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

/**
 * Checks an export of a ledger, without a vault, up to the first line that is wrong. Memory stays that of the longest
 * line. Fails with FILE_NOT_FOUND, INVALID_INPUT, CANCELLED or IO.
 */
export async function checkLedgerExport(
  file: string,
  { signal, progress }: CallContext,
): Promise<Output<'ledger.verify'>> {
  const refuse = (): HoldfastError =>
    new HoldfastError('INVALID_INPUT', `${file} is not a file.`, 'Name a file that “ledger export” wrote.')
  const opened = await openRegular(file, { links: true, refuse })
  const found = await opened.stat()
  const check = new ExportCheck(exportTools)
  let rest: Buffer[] = []
  let waiting = 0
  let done = 0
  for await (const part of opened.createReadStream({ highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (signal.aborted) throw new HoldfastError('CANCELLED', 'The check was cancelled.', 'Start it again for a result.')
    let start = 0
    for (let end = part.indexOf(lineEnd); end >= 0; end = part.indexOf(lineEnd, start)) {
      const line = part.subarray(start, end)
      if (!addLine(check, waiting === 0 ? line : Buffer.concat([...rest, line]))) return check.end()
      rest = []
      waiting = 0
      start = end + 1
    }
    rest.push(part.subarray(start))
    waiting += part.length - start
    done += part.length
    if (waiting > longestLine) {
      check.refuseNext('This line is longer than any that an export has.')
      return check.end()
    }
    progress({ stage: 'Checking the export', done, total: found.size, unit: 'bytes' })
  }
  if (waiting > 0) check.refuseNext('The last line has no end.')
  return check.end()
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
