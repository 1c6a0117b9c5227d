import { createHash } from 'node:crypto'
import { entryText, noPrevious, type Entry } from '../../../../shared/ledger/entry.ts'
import type { WrittenManifest } from '../../../../shared/packet/manifest.ts'
import { commitmentTo } from '../../vault/index.ts'

/** An invented case for tests: small, with one of everything. */
export interface SampleFile {
  number: string
  fileName: string
  mediaType: string
  bytes: Uint8Array<ArrayBuffer>
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

type CarriedEntry = WrittenManifest['entries'][number]

/** Place of the entry that adds the exhibit at `index`; the step of custody that follows it stands right behind. */
export const entryOf = (index: number): number => 1 + index * 2

/** The ledger entries of an invented case, disclosed, with proofs that prove nothing. */
export function sampleEntries(
  files: SampleFile[],
  { number, id }: { number: string; id: string },
  proof: string[],
): CarriedEntry[] {
  const make = (seq: number, type: string, subject: string, payload: object): CarriedEntry => {
    const salt = Buffer.alloc(32, seq)
    const body = JSON.stringify(payload)
    const entry: Entry = {
      v: 1,
      seq,
      prev: noPrevious,
      at: '2026-11-23T13:31:00.000Z',
      actor: 'okafor',
      device: 'desk',
      type,
      case: id,
      subject,
      commit: commitmentTo(salt, body),
    }
    return { seq, bytes: entryText(entry), proof, disclosure: { salt: salt.toString('base64'), payload: body } }
  }
  return [
    make(0, 'report.promoted', 'r1031', { caseNumber: number }),
    ...files.flatMap(({ number: exhibit, fileName, mediaType, bytes }, i) => [
      make(entryOf(i), 'exhibit.added', `exhibit-${i}`, {
        number: exhibit,
        serial: i + 1,
        caseNumber: number,
        fileName: fileName.toWellFormed(),
        mediaType,
        size: bytes.length,
        sha256: sha256(bytes),
      }),
      make(entryOf(i) + 1, 'custody.recorded', `exhibit-${i}`, { number: exhibit, action: 'store' }),
    ]),
  ]
}
