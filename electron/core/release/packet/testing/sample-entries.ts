import { createHash, X509Certificate } from 'node:crypto'
import { entryText, noPrevious, type Entry } from '../../../../../shared/ledger/entry.ts'
import type { CarriedEntry } from '../../../../../shared/packet/manifest.ts'
import { commitmentTo } from '../../../record/vault/index.ts'

/** An invented case for tests: small, with one of everything. */
export interface SampleFile {
  number: string
  fileName: string
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Place of the entry that adds the exhibit at `index`; the step of custody that follows it stands right behind. */
export const entryOf = (index: number): number => 1 + index * 2

function make(
  seq: number,
  about: { type: string; subject: string; case?: string; at?: string },
  proof: string[],
  payload: object,
): CarriedEntry {
  const salt = Buffer.alloc(32, seq)
  const body = JSON.stringify(payload)
  const entry: Entry = {
    v: 1,
    seq,
    prev: noPrevious,
    at: '2026-11-23T13:31:00.000Z',
    actor: 'okafor',
    device: 'desk',
    ...about,
    commit: commitmentTo(salt, body),
  }
  return { seq, bytes: entryText(entry), proof, disclosure: { salt: salt.toString('base64'), payload: body } }
}

/** The entry that issued a certificate to its member, with a proof that proves nothing. */
export function sampleCertificate(certificate: Uint8Array, proof: string[], roles = ['investigator']): CarriedEntry {
  const read = new X509Certificate(certificate)
  const at = new Date(read.validFrom).toISOString()
  return make(4700, { type: 'certificate.issued', subject: 'okafor', at }, proof, {
    member: 'okafor',
    name: read.toLegacyObject().subject.CN,
    roles,
    serial: read.serialNumber.toLowerCase(),
    sha256: sha256(certificate),
  })
}

/** The ledger entries of an invented case, disclosed, with proofs that prove nothing. */
export function sampleEntries(
  files: SampleFile[],
  { number, id }: { number: string; id: string },
  proof: string[],
): CarriedEntry[] {
  const entry = (seq: number, type: string, subject: string, payload: object): CarriedEntry =>
    make(seq, { type, subject, case: id }, proof, payload)
  /** A report that holds more than its page says. */
  const received = (seq: number, subject: string): CarriedEntry => {
    const { disclosure: _, ...closed } = make(seq, { type: 'report.received', subject }, proof, {})
    return closed
  }
  return [
    entry(0, 'report.promoted', 'r1031', { caseNumber: number }),
    ...files.flatMap(({ number: exhibit, fileName, mediaType, bytes }, i) => [
      entry(entryOf(i), 'exhibit.added', `exhibit-${i}`, {
        number: exhibit,
        serial: i + 1,
        caseNumber: number,
        fileName: fileName.toWellFormed(),
        mediaType,
        size: bytes.length,
        sha256: sha256(bytes),
      }),
      entry(entryOf(i) + 1, 'custody.recorded', `exhibit-${i}`, {
        number: exhibit,
        action: 'stored',
        from: 'R. Okafor',
        to: 'Vault',
        method: 'Card sealed in bag 004417',
      }),
    ]),
    entry(4000, 'report.merged', 'r1042', { caseNumber: number, reason: 'The same sender.' }),
    received(4001, 'r1031'),
    received(4002, 'r1042'),
  ]
}
