import { join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { administratorsOf, readVault, type Workspace } from '../../record/members/index.ts'
import { besideVault, diskName, freePath, placeFile, requireFree, sha256 } from '../../record/vault/index.ts'
import { rootCertificate } from './root-certificate.ts'
import { holdsRoot } from './root.ts'
import { settleCertificates } from './settle.ts'
import { revocationList, revokedCertificates } from './state.ts'

/**
 * Writes the root certificate and, beside it, the list of revoked certificates, which an administrator signs anew. Never
 * overwrites. Fails with NOT_ALLOWED where no list names what was revoked and the member at work cannot sign one, with
 * ALREADY_EXISTS or IO.
 */
export async function exportRoot(
  workspace: Workspace,
  { out }: Checked<'packet.root'>,
): Promise<Output<'packet.root'>> {
  const { db, ledger } = workspace
  if (ledger.fault) throw ledger.fault
  const file = resolve(out ?? freeName(workspace))
  const listFile = `${file.replace(/\.(?:pem|crt|cer)$/i, '')}.crl.pem`
  requireFree(file)
  requireFree(listFile)
  if (holdsRoot(workspace)) await settleCertificates(workspace, { list: true })
  const list = revocationList(db)
  const missing = revokedCertificates(db).length - (list?.revoked ?? 0)
  if (!list || missing > 0) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      list
        ? 'Certificates were revoked since the list of them was signed last; nothing was written.'
        : 'No list of revoked certificates was signed yet; nothing was written.',
      `An administrator signs it (${administratorsOf(db).join(', ')}): by \`holdfast packet root\`, or by opening the vault once a certificate was revoked.`,
    )
  }
  const root = rootCertificate(db)
  await placeFile(file, (target) => target.writeFile(pem('CERTIFICATE', Buffer.from(root).toString('base64'))))
  await placeFile(listFile, (target) => target.writeFile(pem('X509 CRL', list.list)))
  return {
    file,
    rootFingerprint: sha256(root).toString('hex'),
    list: { file: listFile, number: list.number, at: list.at, revoked: list.revoked },
  }
}

const freeName = ({ vault, db }: Workspace): string =>
  freePath(join(besideVault(vault.dir, 'packets'), diskName(readVault(db).name, { before: 'Root-', after: '.pem' })))

/** PEM (RFC 7468): base64 in lines of 64. */
const pem = (label: string, base64: string): string =>
  `-----BEGIN ${label}-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END ${label}-----\n`
