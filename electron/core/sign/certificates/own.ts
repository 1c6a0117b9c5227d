import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { administratorsOf, type Workspace } from '../../record/members/index.ts'
import type { Signer } from '../signer.ts'
import { openKey } from './keys.ts'
import { damagedKey } from './request.ts'
import { isKeyOf, rootCertificate } from './root-certificate.ts'
import { settleCertificates } from './settle.ts'
import { certificatesOf, requestOf, type Certificate } from './state.ts'

/**
 * What the member at work signs packets with, and the certificate as the ledger has it. Asks for one, and issues it, where
 * that can be done at once. Fails with NOT_ALLOWED while it waits for an administrator, and with VAULT_DAMAGED where the
 * key is not the certificate's.
 */
export async function ownSigner(workspace: Workspace): Promise<{ signer: Signer; certificate: Certificate }> {
  const { db, vault, ledger, member } = workspace
  if (ledger.fault) throw ledger.fault
  await settleCertificates(workspace, { certificate: true })
  const asked = requestOf(db, member.id)
  const certificate = certificatesOf(db, member.id).find(
    ({ publicKey, revokedAt }) => publicKey === asked?.publicKey && revokedAt === null,
  )
  if (!certificate) {
    throw new HoldfastError(
      'NOT_ALLOWED',
      `${member.name} has asked for a certificate to sign packets with, and it is not issued yet; no packet was built.`,
      `An administrator must open this vault once so that it is issued (${administratorsOf(db).join(', ')}). Then build the packet again.`,
    )
  }
  const key = openKey(db, vault.header.id, { key: 'leaf', member: member.id }, vault.keys.memberSecret)
  const leafCert = Uint8Array.from(Buffer.from(certificate.der, 'base64'))
  if (!key || !isKeyOf(leafCert, key)) {
    key?.fill(0)
    throw damagedKey(member.name)
  }
  return { signer: { rootCert: rootCertificate(db), leafCert, privateKeyPkcs8: key }, certificate }
}
