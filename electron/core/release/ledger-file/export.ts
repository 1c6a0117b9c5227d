import { createHash } from 'node:crypto'
import { basename, join, resolve } from 'node:path'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Entry } from '../../../../shared/ledger/entry.ts'
import {
  entryLine,
  headerLine,
  headLine,
  keyTypes,
  trailerLine,
  type ExportCounts,
  type Withholding,
} from '../../../../shared/ledger/export.ts'
import { findCase } from '../../casework/cases/index.ts'
import { anyNamesPath, exportRows, namesPath } from '../../record/ledger/index.ts'
import { isAllowed, type Workspace } from '../../record/members/index.ts'
import { besideVault, placeFile, writeFully } from '../../record/vault/index.ts'
import { exchangeView } from '../../imports/index.ts'

const page = 1000

/**
 * Writes the ledger up to its newest head as one file (docs/format-ledger.md, “Export”). A member who may not read
 * cases, and an export of one case, show only what they may. It is a disclosure: an entry with the file's hash is
 * committed before the file's name appears. Fails with ALREADY_EXISTS, NOT_FOUND, INVALID_INPUT, LEDGER_BROKEN,
 * CANCELLED or IO; then no file is left.
 */
export async function exportLedger(
  workspace: Workspace,
  input: Checked<'ledger.export'>,
  { signal, progress }: CallContext,
): Promise<Output<'ledger.export'>> {
  const { db, ledger, vault, member } = workspace
  if (ledger.fault) throw ledger.fault
  const { size, root, at } = ledger.head()
  const only = input.case === undefined ? undefined : findCase(db, input.case)
  const asked = new Set(input.withhold)
  for (const seq of asked) if (seq >= size) throw noSuchEntry(seq, size)
  const readsCases = isAllowed(member.roles, 'case.read')
  const reasonFor = (entry: Entry, body: string | null): Withholding | undefined => {
    if (asked.has(entry.seq)) return 'asked'
    // Recorded before paths were kept out of entries: it would say how this computer is laid out.
    if (body !== null && namesPath(entry.type, body)) return 'asked'
    if (isOfVault(entry)) return undefined
    if (!readsCases) return 'role'
    return only && entry.case !== only.id ? 'case' : undefined
  }

  const vaultId = vault.header.id
  const file = resolve(
    input.out ?? join(besideVault(vault.dir, 'exports'), `Ledger-${size}-${at.replaceAll(/[-:.]/g, '')}.jsonl`),
  )
  const counts: ExportCounts = { entries: 0, heads: 0, disclosed: 0, withheld: 0 }
  const digest = createHash('sha256')
  let sha256 = ''
  await placeFile(
    file,
    async (target) => {
      const write = async (text: string): Promise<void> => {
        const bytes = Buffer.from(text)
        digest.update(bytes)
        await writeFully(target, [bytes])
      }
      const disclosure = disclosureInWords(only?.number, asked.size, readsCases, anyNamesPath(db, size))
      await write(headerLine({ vault: vaultId, size, disclosure }))
      for (let from = 0; from < size; from += page) {
        if (signal.aborted) throw cancelled()
        const to = Math.min(from + page, size)
        const rows = exportRows(db, from, to)
        await write(rows.map((row) => linesOf(row, reasonFor, counts)).join(''))
        progress({ stage: 'Exporting the ledger', done: to, total: size, unit: 'entries' })
      }
      await write(trailerLine(counts, digest.copy().digest('hex')))
      sha256 = digest.digest('hex')
    },
    () =>
      ledger.transact(({ append }) =>
        append(
          exchangeView,
          'ledger.exported',
          { subject: vaultId, case: only?.id },
          {
            file: basename(file).toWellFormed(),
            sha256,
            entries: counts.entries,
            disclosed: counts.disclosed,
            withheld: counts.withheld,
            head: { size, root },
            caseNumber: only?.number ?? null,
            purpose: input.purpose ?? null,
          },
        ),
      ),
  )
  const { entries, disclosed, withheld } = counts
  return { file, sha256, entries, disclosed, withheld, head: { size, root, at } }
}

type Row = ReturnType<typeof exportRows>[number]

/** The lines of one entry and of the head after it; `counts` goes on. */
function linesOf(
  { bytes, body, salt, note }: Row,
  reasonFor: (entry: Entry, body: string | null) => Withholding | undefined,
  counts: ExportCounts,
): string {
  const entry = JSON.parse(bytes) as Entry
  const reason = reasonFor(entry, body)
  counts.entries++
  if (note !== null) counts.heads++
  if (reason === 'asked' && keyTypes.has(entry.type)) throw neededByAll(entry.seq)
  const shown = reason === undefined && body !== null && salt !== null
  if (shown) counts.disclosed++
  else counts.withheld++
  const line = entryLine(bytes, shown ? { salt: salt.toString('hex'), payload: body } : { reason: reason ?? 'gone' })
  return note === null ? line : line + headLine(note)
}

/** Entries about the vault, its people and its clock belong to no case; whoever may read the ledger may read them. */
const isOfVault = ({ type }: Entry): boolean => /^(?:vault|member|clock)\./.test(type)

const disclosureInWords = (only: string | undefined, asked: number, readsCases: boolean, paths: boolean): string[] => {
  const words = [
    ...(readsCases ? [] : ['Shown is what concerns the vault and its members; whoever exported may not read cases.']),
    ...(only === undefined
      ? []
      : [`Shown is what case ${only} recorded, and what concerns the vault and its members.`]),
    ...(asked === 0 ? [] : ['Some entries are withheld by choice of whoever exported.']),
    ...(paths ? ['Entries of earlier versions that name a folder of the computer are withheld.'] : []),
  ]
  return words.length === 0 ? ['Every entry is shown.'] : words
}

const noSuchEntry = (seq: number, size: number): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `There is no entry ${seq} to withhold: the ledger has entries 0 to ${size - 1}.`,
    'Look the numbers up in the ledger.',
  )

const neededByAll = (seq: number): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `Entry ${seq} says whose key signs; without it nobody could check the ledger.`,
    'Leave it out of --withhold.',
  )

const cancelled = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'The export was cancelled; no file was left.', 'Start it again when you are ready.')
