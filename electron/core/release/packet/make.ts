import { count, eq } from 'drizzle-orm'
import { rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findStandingCase } from '../../casework/cases/index.ts'
import { blobOf, copyVerified, exhibitsOfCase, neverKept } from '../../casework/exhibits/index.ts'
import { keepPlaced, type StoredEntry } from '../../record/ledger/index.ts'
import type { CaseParts, Workspace } from '../../record/members/index.ts'
import {
  query,
  type Given,
  type Reader,
  besideVault,
  diskName,
  placeFile,
  readBlob,
  requireFree,
} from '../../record/vault/index.ts'
import { buildPacketFile, type BuildProgress, type BuiltPacket } from './build.ts'
import { hashOf } from './check.ts'
import { packetView } from './packets-view.ts'
import { ownSigner } from '../../sign/index.ts'
import { checkLedger } from './reading/check.ts'
import { selectContent } from './select.ts'
import { createTypesetter, type PacketContentInput } from '../../print/index.ts'
import { packets } from './tables.ts'

const packetsOfCase = query((from, { caseId }: Given<{ caseId: string }>) =>
  from.select({ many: count() }).from(packets).where(eq(packets.caseId, caseId)),
)

/**
 * Builds a packet of a case and writes it where the recipient's copy is taken from: exhibits too large to attach
 * first, the PDF last, the ledger entry before the PDF's name appears. `mayLeave` is asked again then: much may have been
 * recorded while it was built. Never overwrites. Fails with what that throws, ALREADY_EXISTS,
 * TYPESETTING_FAILED, PACKET_NOT_INTACT, BLOB_DAMAGED, CANCELLED or IO; then nothing of it is left.
 */
export async function makePacket(
  workspace: Workspace,
  features: readonly CaseParts[],
  mayLeave: (db: Reader) => void,
  input: Checked<'packet.build'>,
  context: CallContext,
): Promise<Output<'packet.build'>> {
  const { db, vault, ledger, ports } = workspace
  const { id: caseId, number: caseNumber } = findStandingCase(db, input.case)
  const { recipient, purpose } = input
  const sequence = (db.get(packetsOfCase, { caseId })?.many ?? 0) + 1
  const file = resolve(
    input.out ??
      join(
        besideVault(vault.dir, 'packets'),
        diskName(recipient, { before: `Case-${caseNumber}-${sequence}-`, after: '.pdf' }),
      ),
  )
  requireFree(file)

  const unsound = await neverKept(workspace, exhibitsOfCase(db, caseId), context)
  const packet = idFrom(ports.random(16))
  const { signer, certificate } = await ownSigner(workspace)
  const head = ledger.head()
  const preparedAt = new Date(ports.clock.now()).toISOString()
  const exhibits = exhibitsOfCase(db, caseId)
  const selected = selectContent(workspace, features, caseId, {
    id: packet,
    sequence,
    recipient,
    purpose,
    preparedAt,
    rootCert: signer.rootCert,
    certificate: certificate.seq,
  })
  const built = await buildPacketFile({
    content: withhold(selected.content, exhibits, unsound),
    files: exhibits.map((exhibit) =>
      Object.assign({ open: () => readBlob(vault.blobs, blobOf(db, exhibit.id)) }, exhibit),
    ),
    signer,
    typesetter: createTypesetter({ ...ports.typesetting, templates: pathToFileURL(join(ports.resources, 'packet/')) }),
    checkLedger,
    signal: context.signal,
    onProgress: (progress) => context.progress(inWords(progress)),
  }).finally(() => signer.privateKeyPkcs8.fill(0))
  const told = selected.content.exhibits.length
  const { pdf, pages, sha256, engine } = built
  const remarks = [...built.remarks, ...unsoundInWords(exhibits, unsound, selected.leftOut)]
  const place = async (): Promise<void> =>
    placeFile(
      file,
      (target) => target.writeFile(pdf),
      () =>
        ledger.transact(({ db: now, append }) => {
          mayLeave(now)
          const { seq } = append(
            packetView,
            'packet.built',
            { subject: packet, case: caseId },
            {
              packet,
              caseNumber,
              sequence,
              recipient,
              purpose,
              file: basename(file).toWellFormed(),
              sha256,
              pages,
              exhibits: told,
              head: { size: head.size, root: head.root },
              engine,
              certificate: certificate.sha256,
            },
          )
          keepPlaced(vault.store, seq, file)
        }),
    )
  const placed: string[] = []
  try {
    const beside = await placeBeside(workspace, built, exhibits, dirname(file), context, placed)
    await place()
    return { file, sha256, pages, exhibits: told, beside, remarks }
  } catch (thrown) {
    // What may have been recorded stays for the next opening to finish.
    if (thrown instanceof HoldfastError && thrown.code === 'NOT_CONFIRMED') throw thrown
    // Evidence in clear without the packet that it belongs to is left nowhere.
    await Promise.all(placed.map((path) => rm(path, { force: true })))
    throw thrown
  }
}

/** Writes the large exhibits; `placed` takes those that were not there already, with the very same bytes. */
async function placeBeside(
  workspace: Workspace,
  { beside }: BuiltPacket,
  exhibits: ExhibitRow[],
  folder: string,
  context: CallContext,
  placed: string[],
): Promise<string[]> {
  const paths: string[] = []
  for (const { number, file } of beside) {
    const exhibit = exhibits.find((one) => one.number === number)
    if (!exhibit) continue
    const path = join(folder, file)
    paths.push(path)
    // An earlier packet of the case lies here, and its exhibit serves this one too.
    if ((await hashOf(path)) === exhibit.sha256) continue
    await placeFile(path, (target) => copyVerified(workspace, exhibit, target, context))
    placed.push(path)
  }
  return paths
}

/** The content with those exhibits told as withheld that the vault has not as their entries say. */
function withhold(
  content: PacketContentInput,
  exhibits: readonly ExhibitRow[],
  unsound: ReadonlyMap<string, string>,
): PacketContentInput {
  const reasons = new Map(exhibits.map(({ id, seq }) => [seq, unsound.get(id)]))
  return {
    ...content,
    exhibits: content.exhibits.map((one) => ({ ...one, withheld: one.withheld ?? reasons.get(one.entry) })),
    manifest: {
      ...content.manifest,
      entries: content.manifest.entries.map(({ disclosure, ...one }) =>
        disclosure && reasons.get(one.seq) === undefined ? { ...one, disclosure } : one,
      ),
    },
  }
}

/** What the person building hears of entries that this program did not write. */
const unsoundInWords = (
  exhibits: readonly ExhibitRow[],
  unsound: ReadonlyMap<string, string>,
  leftOut: readonly StoredEntry[],
): string[] => [
  ...exhibits.flatMap(({ id, number, seq }) => {
    const why = unsound.get(id)
    return why === undefined || leftOut.some(({ entry }) => entry.seq === seq)
      ? []
      : [`Exhibit ${number} is named as withheld. ${why} Audit the vault.`]
  }),
  ...leftOut.map(
    ({ entry: { seq, type } }) =>
      `Entry ${seq} (${type}) names this case and adds nothing to it: the packet is without it. Audit the vault.`,
  ),
]

const stages: Record<BuildProgress['stage'], string> = {
  reading: 'Reading the exhibits',
  starting: 'Starting the typesetter',
  plates: 'Preparing pictures',
  composing: 'Setting the pages',
  writing: 'Writing the PDF',
  signing: 'Signing',
  checking: 'Checking the packet as its reader will',
}
const order = Object.keys(stages)

const inWords = ({ stage, done }: BuildProgress): Parameters<CallContext['progress']>[0] => ({
  stage: stages[stage],
  done: Math.round((order.indexOf(stage) + done) * 100),
  total: order.length * 100,
  unit: 'steps',
})
