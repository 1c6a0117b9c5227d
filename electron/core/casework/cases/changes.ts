import type { z } from 'zod'
import type { MemberNamed, Severity } from '../../../../shared/contract/fields.ts'
import type { caseStatuses } from '../../../../shared/contract/cases.ts'
import type { caseEntries } from './entries.ts'
import type { CaseFile } from './queries.ts'

/** The fields of a case that are to be set; those left out stay. */
export interface Wanted {
  title?: string | undefined
  category?: CaseFile['category'] | undefined
  status?: (typeof caseStatuses)[number] | undefined
  followUpDue?: string | null | undefined
  severity?: Severity | undefined
  owner?: MemberNamed | undefined
  approver?: MemberNamed | null | undefined
  team?: MemberNamed[] | undefined
}

export type Changes = Omit<z.input<(typeof caseEntries)['case.changed']>, 'reason'>

/** What is different from what the case has, each field with both its values. */
export function changesOf(file: CaseFile, { owner, ...fields }: Wanted): Changes {
  const wanted = { ...fields, ...(owner ? { owner: owner.name, ownerMember: owner.id } : {}) }
  const changed = Object.entries(wanted)
    .filter(([, to]) => to !== undefined)
    .map(([field, to]) => [field, { from: file[field as keyof typeof wanted], to }] as const)
    .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to))
  return Object.fromEntries(changed)
}
