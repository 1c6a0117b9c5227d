import type { Involvement } from '../../../../shared/contract/subjects.ts'
import type { CaseFilePart, LinksPart } from '../../record/members/index.ts'
import { involvementsOfCase, mattersSharing } from './involvements.ts'

/** Those who saw, told or were told; whoever was only mentioned need not have known. */
const knowing = new Set<Involvement['role']>(['complainant', 'witness', 'target', 'reporter', 'source'])

/** Who is on record as having known, and how many subjects a case has. */
export const subjectsInFile: CaseFilePart = {
  tells: ({ workspace, case: { id } }) => {
    const standing = involvementsOfCase(workspace.db, id).filter(({ withdrawn }) => withdrawn === null)
    const roles = new Map<string, Set<string>>()
    for (const { under, subject, role } of standing) {
      if (!knowing.has(role)) continue
      const { name } = under ?? subject
      roles.set(name, (roles.get(name) ?? new Set()).add(role))
    }
    const named = [...roles].map(([name, held]) => `${name} (${[...held].join(', ')})`)
    return {
      counts: { subjects: new Set(standing.map(({ subject, under }) => (under ?? subject).id)).size },
      statements:
        named.length > 0
          ? [
              {
                question: 'knew',
                says: `On record: ${firstOf(named, 4)}.`,
                proof: { label: 'People & places', tab: 'people' },
              },
            ]
          : [],
    }
  },
  weighs: ['subject.merged', 'subject.unmerged'],
}

const firstOf = (words: readonly string[], most: number): string =>
  `${words.slice(0, most).join(', ')}${words.length > most ? ` and ${words.length - most} more` : ''}`

/** Reports and cases elsewhere in which somebody or something of the case is involved too; not for people outside. */
export const sharingSubjects: LinksPart = ({ workspace, case: { id }, outside }) =>
  outside
    ? []
    : mattersSharing(workspace.db, id).map(({ matter: { kind, id: other, number, state }, subject, confidence }) => ({
        type: 'shares-subject',
        to: { kind, id: other, number, state },
        basis: `the same ${subject.name}, ${subject.number}`,
        confidence,
      }))
