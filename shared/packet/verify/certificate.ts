import { hex } from '../../kernel/bytes.ts'
import { parseEntry } from '../../ledger/entry.ts'
import { certificateName, isMarked } from '../certificate.ts'
import type { Manifest } from '../manifest.ts'
import { objectIn } from '../register-check.ts'
import type { CertificateVerdict, Problem } from './verdict.ts'
import type { Certificate } from './x509.ts'

/** An entry is recorded at once when its certificate was made: a day in milliseconds, for a clock that was set meanwhile. */
const day = 86_400_000

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join()

type Issued = NonNullable<CertificateVerdict['issued']>

/**
 * Whether the packet shows that its signer's certificate was issued on the ledger, to whom and in which roles. `ledger`: what
 * is wrong with the head and the proofs, in words; undefined where they were not checked.
 */
export function judgeCertificate(
  manifest: Manifest,
  signer: Certificate,
  fingerprint: string,
  root: string | undefined,
  ledger: readonly string[] | undefined,
): { verdict: Pick<CertificateVerdict, 'ledger' | 'issued'>; problems: Problem[] } {
  if (manifest.version === 1 && !(root !== undefined && isMarked(root)))
    return { verdict: { ledger: 'before', issued: null }, problems: [] }
  const found = issuedIn(manifest, signer, fingerprint)
  const why =
    typeof found === 'string' ? found : ledger?.length ? 'the ledger’s head and proofs do not hold' : undefined
  if (why !== undefined || typeof found === 'string') {
    const message = `Certificate not on the ledger: ${why ?? ''}. Whoever can sign with the vault’s root can make such a one, in any name.`
    return {
      verdict: { ledger: 'not-on-ledger', issued: null },
      problems: [{ code: 'CERTIFICATE_NOT_ON_LEDGER', message }],
    }
  }
  return { verdict: { ledger: ledger ? 'on-ledger' : 'not-checked', issued: found }, problems: [] }
}

/** What the carried entry says of this very certificate; words where it does not. */
function issuedIn(manifest: Manifest, signer: Certificate, fingerprint: string): Issued | string {
  if (manifest.version === 1)
    return 'the packet has the form from before certificates were on it, and this vault never had another'
  const { certificate } = manifest
  if (!certificate) return 'the packet carries no entry that issued it'
  const entry = parseEntry(certificate.bytes)
  if (entry?.seq !== certificate.seq || entry.type !== 'certificate.issued' || !certificate.disclosure)
    return `entry ${certificate.seq} does not say that it was issued`
  const said = objectIn(certificate.disclosure.payload)
  const { member, name, roles, serial, sha256 } = said
  if (typeof member !== 'string' || typeof name !== 'string' || !Array.isArray(roles))
    return `entry ${certificate.seq} does not say to whom it was issued`
  const of = (kind: string): string[] => signer.subjectParts.flatMap(([one, value]) => (one === kind ? [value] : []))
  const isNamed = same(of('CN'), [certificateName(name).replaceAll(/[\p{Cc}\p{Cf}]/gu, '\ufffd')])
  if (sha256 !== fingerprint || serial !== hex(signer.serial) || !isNamed)
    return `entry ${certificate.seq} issued another one, to ${name}`
  // Anybody with a certificate can invent a ledger to go with it. What the root signed is all that binds them.
  const named = roles.map(String)
  if (!same(of('title'), named)) return `entry ${certificate.seq} names other roles than the certificate`
  if (!(Math.abs(Date.parse(entry.at) - signer.notBefore) <= day))
    return `entry ${certificate.seq} is of another time than the certificate`
  return { member, name, roles: named, at: entry.at, entry: entry.seq }
}
