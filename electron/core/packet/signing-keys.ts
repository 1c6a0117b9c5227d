import { createPrivateKey, X509Certificate } from 'node:crypto'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { AuditContext } from '../ledger/index.ts'
import { readVault } from '../members/index.ts'
import type { Vault, Reader } from '../vault/index.ts'
import { createAuthority } from './sign/authority.ts'
import type { Authority, Signer } from './sign/signer.ts'

/** The root and the leaf that a new vault signs its packets with. */
export const newAuthority = (
  random: Vault['random'],
  at: string,
  vaultId: string,
  vaultName: string,
  memberName: string,
): Promise<Authority> =>
  createAuthority({ vaultId, vaultName, memberName, at, serials: { root: random(16), leaf: random(16) } })

/** Keeps an authority's keys in the encrypted database, and nowhere else. */
export function keepAuthority({ store }: Vault, authority: Authority): void {
  const keep = (name: string, bytes: Uint8Array): void =>
    store.run('insert into secret (name, bytes) values (?, ?)', name, bytes)
  keep('packet.root-certificate', authority.rootCert)
  keep('packet.root-key', authority.rootPrivateKeyPkcs8)
  keep('packet.leaf-certificate', authority.leafCert)
  keep('packet.leaf-key', authority.privateKeyPkcs8)
}

const read = (db: Reader, name: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(db.get<{ bytes: Buffer }>('select bytes from secret where name = ?', name)?.bytes ?? [])

/**
 * The signer of this vault's packets. Fails with VAULT_DAMAGED when its keys are not those that the ledger's first
 * entry named: a packet under another root would vouch for somebody else.
 */
export function readSigner(db: Reader): Signer {
  const [changed] = changedKeys(db)
  if (changed !== undefined) {
    throw new HoldfastError(
      'VAULT_DAMAGED',
      `The key that signs this vault’s packets (${changed}) is not the one that it was made with; no packet was built.`,
      'Audit the vault, keep the folder as it is, and build the packet from a backup.',
    )
  }
  return {
    rootCert: read(db, 'packet.root-certificate'),
    leafCert: read(db, 'packet.leaf-certificate'),
    privateKeyPkcs8: read(db, 'packet.leaf-key'),
  }
}

/** The audit's part: the keys lie beside the ledger, but must be those of the root that its first entry names. */
export function auditSigningKeys(db: Reader, { report }: AuditContext): void {
  const message = 'This is not what the vault was made with: packets would be signed by somebody else.'
  for (const where of changedKeys(db)) report({ code: 'SIGNING_KEY_CHANGED', where, message })
}

function changedKeys(db: Reader): string[] {
  const holds = (check: () => boolean): boolean => {
    try {
      return check()
    } catch {
      return false
    }
  }
  const certificate = (name: string): X509Certificate => new X509Certificate(read(db, name))
  const fits = (name: string, key: string): boolean =>
    certificate(name).checkPrivateKey(
      createPrivateKey({ key: Buffer.from(read(db, key)), format: 'der', type: 'pkcs8' }),
    )
  const root = new Uint8Array(Buffer.from(readVault(db).rootCertificate, 'base64'))
  const checks: [string, () => boolean][] = [
    ['packet.root-certificate', () => Buffer.compare(read(db, 'packet.root-certificate'), root) === 0],
    ['packet.root-key', () => fits('packet.root-certificate', 'packet.root-key')],
    [
      'packet.leaf-certificate',
      () => certificate('packet.leaf-certificate').verify(new X509Certificate(root).publicKey),
    ],
    ['packet.leaf-key', () => fits('packet.leaf-certificate', 'packet.leaf-key')],
  ]
  return checks.filter(([, check]) => !holds(check)).map(([name]) => name)
}
