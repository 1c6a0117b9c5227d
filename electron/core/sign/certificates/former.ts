import { X509Certificate } from 'node:crypto'
import type { Reader, Vault } from '../../record/vault/index.ts'
import { isKeyOf, rootCertificate } from './root-certificate.ts'

// Until certificates were on the ledger a vault had one leaf, in its founder's name, and kept its key and the root's in plain:
// every member could sign with both.

const names = ['packet.root-certificate', 'packet.root-key', 'packet.leaf-certificate', 'packet.leaf-key'] as const
type Name = (typeof names)[number]

export const isFormerName = (row: string): boolean => names.some((name) => name === row)

const read = (db: Reader, name: Name): Uint8Array<ArrayBuffer> | undefined => {
  const row = db.get<{ bytes: Buffer }>('select bytes from secret where name = ?', name)
  return row && Uint8Array.from(row.bytes)
}

/** The root's key of a vault of that time; undefined once it is sealed to administrators. */
export const formerRootKey = (db: Reader): Uint8Array<ArrayBuffer> | undefined => read(db, 'packet.root-key')

export function dropFormerKeys({ store }: Pick<Vault, 'store'>): void {
  for (const name of names) store.run('delete from secret where name = ?', name)
}

/** Which of them are not those of the root that the ledger's first entry names. */
export function formerFaults(db: Reader): string[] {
  const bytes = (name: Name): Uint8Array<ArrayBuffer> => read(db, name) ?? new Uint8Array(0)
  const holds = (check: () => boolean): boolean => {
    try {
      return check()
    } catch {
      return false
    }
  }
  const root = rootCertificate(db)
  const checks: Record<Name, () => boolean> = {
    'packet.root-certificate': () => Buffer.compare(bytes('packet.root-certificate'), root) === 0,
    'packet.root-key': () => isKeyOf(root, bytes('packet.root-key')),
    'packet.leaf-certificate': () =>
      new X509Certificate(bytes('packet.leaf-certificate')).verify(new X509Certificate(root).publicKey),
    'packet.leaf-key': () => isKeyOf(bytes('packet.leaf-certificate'), bytes('packet.leaf-key')),
  }
  return names.filter((name) => !holds(checks[name]))
}
