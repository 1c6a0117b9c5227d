import { count } from '../../../../../shared/kernel/show.ts'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Checked, Output } from '../../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../../shared/contract/server.ts'
import { placeBeside, signedHead } from '../../../record/anchors/index.ts'
import type { Workspace } from '../../../record/members/index.ts'
import { placeFile, requireFree, sha256 } from '../../../record/vault/index.ts'
import { createTypesetter } from '../../../print/index.ts'
import { receiptPage } from './page.ts'

/**
 * Sets the newest signed head on one page to print, its note as a QR code. Appends nothing, so that the vault still
 * stands at that head. Never overwrites. Fails with LEDGER_BROKEN, ALREADY_EXISTS, TYPESETTING_FAILED, CANCELLED or IO;
 * then nothing is left.
 */
export async function writeReceipt(
  workspace: Workspace,
  { out }: Checked<'ledger.receipt'>,
  { signal, progress }: CallContext,
): Promise<Output<'ledger.receipt'>> {
  const { vault, ledger, ports } = workspace
  const { note, size, root, at: signedAt } = signedHead(ledger)
  const file = resolve(out ?? placeBeside(vault.dir, `${size}-receipt.pdf`))
  requireFree(file)
  const at = new Date(ports.clock.now()).toISOString()
  const templates = pathToFileURL(join(ports.resources, 'packet/'))
  const { pdf } = await createTypesetter({ ...ports.typesetting, templates }).typeset(
    {
      template: readFileSync(join(ports.resources, 'packet', 'receipt.typ'), 'utf8'),
      data: receiptPage(workspace, note, at),
      at,
      called: `the receipt of the head over ${count(size, 'entry', 'entries')}`,
    },
    {
      signal,
      onProgress: ({ done }) =>
        progress({ stage: 'Setting the page', done: Math.round(done * 100), total: 100, unit: 'steps' }),
    },
  )
  await placeFile(file, (target) => target.writeFile(pdf))
  return { file, head: { size, root, at: signedAt }, sha256: sha256(pdf).toString('hex') }
}
