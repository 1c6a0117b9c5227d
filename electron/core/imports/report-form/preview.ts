import { basename } from 'node:path'
import type { ImportFile } from '../../../../shared/contract/exchange.ts'
import { showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import type { SealedReport } from '../../../../shared/contract/report-form.ts'
import { isAllowed, type Workspace } from '../../record/members/index.ts'
import { describe } from './read.ts'
import { openSealed } from './sealed-file.ts'

const shownNarrative = 2000

/** A sealed report among files that are imported: what it would become. Fails as `openSealed` does. */
export async function previewSealed(workspace: Workspace, file: string): Promise<ImportFile> {
  const sealed = describe(workspace, await openSealed(workspace, file))
  const { sha256, size, filedAs } = sealed
  // Whoever may only hand reports in files it unread, as it came.
  const reads = isAllowed(workspace.member.roles, 'report.read')
  return {
    file,
    name: basename(file).toWellFormed(),
    kind: 'sealed',
    size,
    sha256,
    items: [
      {
        index: 0,
        title: reads ? sealed.form.title : 'Sealed report',
        channel: 'form',
        category: sealed.category,
        receivedAt: null,
        reporter: reads ? (sealed.reporter?.name ?? null) : null,
        externalId: null,
        narrative: reads ? sealed.narrative.slice(0, shownNarrative).toWellFormed() : '',
        fields: reads ? factsOf(sealed) : {},
        proposals: [],
        parts: sealed.attachments.map(({ name, type, size: bytes }) => ({
          name: reads ? name : 'attachment',
          claimed: type,
          size: bytes,
        })),
        problems: remarksOn(sealed),
        duplicate: filedAs === null ? null : { report: filedAs, why: 'This very file was filed before' },
        namesake: null,
      },
    ],
    table: null,
    problems: [],
    failure: null,
  }
}

const factsOf = ({ occurredAt, place, answers, savedAt, zone }: SealedReport): Record<string, string> =>
  Object.fromEntries([
    ...(occurredAt === null ? [] : [['Happened', showOccurred(occurredAt)] as const]),
    ...(place === null ? [] : [['Where', place] as const]),
    ...answers.map(({ label, text }) => [label, text] as const),
    ['Saved by the reporter', `${showInstant(savedAt)}, by the clock of their device (${zone})`] as const,
  ])

const remarksOn = ({ immediateDanger, key, otherSaves, form }: SealedReport): string[] => [
  ...(immediateDanger ? ['Immediate danger was reported.'] : []),
  ...(key.retiredAt === null ? [] : [`It is sealed to a key that was retired on ${showInstant(key.retiredAt)}.`]),
  ...(otherSaves.length === 0 ? [] : [`Other saves of the same report were filed as ${otherSaves.join(', ')}.`]),
  ...(form.known ? [] : [`This vault has no form “${form.key}” of that version.`]),
]
