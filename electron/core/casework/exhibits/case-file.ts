import { count, showSize } from '../../../../shared/kernel/show.ts'
import { reportsOfCase } from '../../intake/reports/index.ts'
import type { AboutCase, CaseFilePart, TimelinePart } from '../../record/members/index.ts'
import { exhibitsForOutside } from './outside.ts'
import { marksOf } from './marks.ts'
import { custodyOf, exhibitEntriesOf, exhibitsOfCase } from './queries.ts'

/** What evidence was collected, and whether it was read back since. */
export const exhibitsInFile: CaseFilePart = {
  tells: ({ workspace, case: { id }, say }) => {
    const exhibits = exhibitsOfCase(workspace.db, id)
    const counts = { exhibits: exhibits.length }
    if (exhibits.length === 0) return { counts }
    const failed = exhibits.filter(({ failedAt }) => failedAt !== null)
    const verified = exhibits.flatMap(({ verifiedAt }) => (verifiedAt === null ? [] : [verifiedAt])).sort()
    const size = showSize(exhibits.reduce((sum, exhibit) => sum + exhibit.size, 0))
    const state =
      failed.length > 0
        ? `${failed.map(({ number }) => number).join(', ')} failed verification`
        : verified.length === exhibits.length
          ? `all verified since ${say.at(verified[0] ?? '')}`
          : `${exhibits.length - verified.length} not read back since ${exhibits.length === 1 ? 'it was' : 'they were'} kept`
    return {
      counts,
      statements: [
        {
          question: 'evidence',
          says: `${count(exhibits.length, 'exhibit')} (${size}), ${state}.`,
          open: failed.length > 0,
          proof: { label: 'Register', tab: 'evidence' },
        },
      ],
    }
  },
  entries: ({ workspace: { db }, case: { id } }) => exhibitEntriesOf(db, reportsOfCase(db, id)),
}

/** When exhibits were collected, each later step of their custody, and the team's marks that stand: these for nobody outside. */
export const exhibitsHappened: TimelinePart = (about) =>
  registerFor(about).flatMap((exhibit) => [
    {
      happened: exhibit.collectedAt,
      recordedAt: exhibit.recordedAt,
      kind: 'exhibit',
      title: `Exhibit ${exhibit.number}`,
      text: [exhibit.fileName, exhibit.description, showSize(exhibit.size)].filter((word) => word !== null).join(', '),
      who: exhibit.collectedBy,
      ref: exhibit.id,
      seq: exhibit.seq,
    },
    ...custodyOf(about.workspace.db, exhibit.id)
      .filter(({ action }) => action !== 'collect')
      .map((custody) => ({
        happened: custody.custodyAt,
        recordedAt: custody.recordedAt,
        kind: 'custody' as const,
        title: `Exhibit ${exhibit.number}: ${custody.action}`,
        text: [custody.from && `from ${custody.from}`, custody.to && `to ${custody.to}`, custody.purpose]
          .filter(Boolean)
          .join(', '),
        who: custody.recordedBy,
        ref: exhibit.id,
        seq: custody.seq,
      })),
    ...(about.outside ? [] : marksOf(about.workspace.db, exhibit)).map(
      ({ id, number, at, why, labels, comment, madeAt, madeBy, seq }) => ({
        happened: madeAt,
        recordedAt: madeAt,
        kind: 'mark' as const,
        title: `Mark ${number}`,
        text: [why, labels.join(', '), comment].filter((said) => said !== null && said !== '').join(' · '),
        who: madeBy,
        ref: id,
        place: { exhibit: exhibit.number, at },
        seq,
      }),
    ),
  ])

const registerFor = ({ workspace: { db }, case: { id }, outside }: AboutCase) =>
  outside ? exhibitsForOutside(exhibitsOfCase(db, id)) : exhibitsOfCase(db, id)
