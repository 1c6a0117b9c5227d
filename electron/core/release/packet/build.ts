import { createHash } from 'node:crypto'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { manifestBytes, type WrittenManifest } from '../../../../shared/packet/manifest.ts'
import { manifestName } from '../../../../shared/packet/verify/exhibits.ts'
import type { Problem, VerifyPorts } from '../../../../shared/packet/verify/verdict.ts'
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts'
import {
  packetContentSchema,
  type PacketContent,
  type PacketContentInput,
  shallow,
  type Attachment,
  type ExhibitPlace,
  type Typesetter,
  type TypesetProgress,
} from '../../print/index.ts'
import { manifestOf } from './manifest.ts'
import { mediaTypeOf, planExhibits } from './plan.ts'
import { readExhibit, type ExhibitFile } from './read-exhibit.ts'
import { signPdf, type Signer } from '../../sign/index.ts'

export interface BuildProgress {
  stage: 'reading' | TypesetProgress['stage'] | 'signing' | 'checking'
  /** 0 to 1 within the stage. */
  done: number
}

export interface BuildOptions {
  content: PacketContentInput
  /** One for each exhibit of the content, by number. */
  files: ExhibitFile[]
  signer: Signer
  typesetter: Typesetter
  /** Checks the manifest's ledger parts too, when given. */
  checkLedger?: VerifyPorts['checkLedger']
  signal?: AbortSignal | undefined
  onProgress?: ((progress: BuildProgress) => void) | undefined
}

export interface BuiltPacket {
  pdf: Uint8Array<ArrayBuffer>
  pages: number
  /** SHA-256 of the PDF, lower-case hexadecimal. */
  sha256: string
  manifest: WrittenManifest
  /** Exhibits too large to attach: the caller writes each as `file` beside the PDF. */
  beside: { number: string; file: string; size: number; sha256: string }[]
  engine: string
  /** What could not be set as asked, in words. */
  remarks: string[]
}

/**
 * Builds a packet: plan, read, typeset, sign, and then verify the result as a stranger would, before anyone gets it.
 * Rejects with INVALID_INPUT (content that does not fit its schema), BLOB_DAMAGED (an exhibit is not what was
 * collected), TYPESETTING_FAILED, PACKET_NOT_INTACT (our own check refused it) or CANCELLED; nothing is left behind.
 */
export async function buildPacketFile(options: BuildOptions): Promise<BuiltPacket> {
  const { files, signer, typesetter, checkLedger, signal, onProgress } = options
  const content = contentOf(options.content)
  const places = planExhibits(content.exhibits)
  const attachments = await attachmentsOf(content, places, files, options)
  const manifest = manifestOf(content, places)
  attachments.push({
    name: manifestName,
    bytes: manifestBytes(manifest),
    mediaType: 'application/json',
    description: 'What this packet is and carries, for machines',
    relationship: 'data',
  })
  const typeset = await typesetter.typeset({ content, places, attachments }, { signal, onProgress })
  stopIf(signal)
  onProgress?.({ stage: 'signing', done: 0 })
  const { number, preparedAt, preparedBy, recipient } = content.packet
  const pdf = await signPdf(typeset.pdf, signer, {
    reason: `Packet ${number} of case ${content.case.number} for ${recipient}`,
    at: preparedAt,
    name: preparedBy,
  })
  onProgress?.({ stage: 'checking', done: 0 })
  const verdict = await verifyPacket(pdf, { subtle: crypto.subtle, checkLedger })
  const problem = verdict.problems.find((one) => !expected.has(one.code))
  if (!verdict.intact || problem) throw notIntact(content, problem)
  onProgress?.({ stage: 'checking', done: 1 })
  return {
    pdf,
    pages: typeset.pages,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    manifest,
    beside: manifest.exhibits.flatMap(({ number, file, size, sha256, disposition }) =>
      disposition === 'beside' && file !== undefined ? [{ number, file, size, sha256 }] : [],
    ),
    engine: typeset.engine,
    remarks: typeset.remarks,
  }
}

// What a packet that is just made cannot be free of: nobody has written the files beside it yet.
const expected = new Set<Problem['code']>(['BESIDE_NOT_GIVEN', 'LEDGER_NOT_CHECKED'])

function contentOf(input: PacketContentInput): PacketContent {
  const read = packetContentSchema.safeParse({
    ...input,
    notes: input.notes.map((note) => Object.assign({}, note, { body: shallow(note.body) })),
  })
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new HoldfastError(
    'INVALID_INPUT',
    `The packet's content does not fit: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    'This is a fault of Holdfast, not of the case; report what you did.',
  )
}

async function attachmentsOf(
  content: PacketContent,
  places: ExhibitPlace[],
  files: ExhibitFile[],
  { signal, onProgress }: BuildOptions,
): Promise<Attachment[]> {
  const out: Attachment[] = []
  for (const [i, exhibit] of content.exhibits.entries()) {
    stopIf(signal)
    const { disposition, file: name } = places[i] ?? { disposition: 'noted' }
    if (disposition !== 'attached' || name === undefined) continue
    const bytes = await readExhibit(exhibit, files, signal)
    out.push({
      name,
      bytes,
      mediaType: mediaTypeOf(exhibit.mediaType),
      description: `Exhibit ${exhibit.number}`,
      relationship: 'supplement',
    })
    onProgress?.({ stage: 'reading', done: (i + 1) / content.exhibits.length })
  }
  return out
}

function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true)
    throw new HoldfastError('CANCELLED', 'Building the packet was stopped.', 'Nothing was written.')
}

const notIntact = (content: PacketContent, problem: Problem | undefined): HoldfastError =>
  new HoldfastError(
    'PACKET_NOT_INTACT',
    `Packet ${content.packet.number} of case ${content.case.number} did not pass our own check: ${problem?.message ?? 'it is not intact'}`,
    'Nothing was written. Try again; if it happens again, report what you did.',
  )
