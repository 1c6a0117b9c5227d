import type { MemberNamed } from '../../../../shared/contract/fields.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Permission } from '../../../../shared/contract/permissions.ts'
import {
  findApprover,
  findReader,
  findWorker,
  isAllowed,
  othersWhoMay,
  type Responsibility,
} from '../../record/members/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { changesOf, type Changes, type Wanted } from './changes.ts'
import { casesAround, type CaseFile } from './queries.ts'
import { casesView } from './view.ts'

interface Named {
  owner?: string | undefined
  approver?: string | null | undefined
  team?: readonly string[] | undefined
}

type ChangesOfPeople = Pick<Changes, 'owner' | 'ownerMember' | 'approver' | 'team'>

interface People {
  owner: Wanted['owner']
  approver: Wanted['approver']
  team: Wanted['team']
}

const named = ({ id, name }: MemberNamed): MemberNamed => ({ id, name })

/** The members that a command names for a case. Fails with NOT_FOUND, CONFLICT or NOT_ALLOWED. */
export function peopleOf(db: Reader, { owner, approver, team }: Named): People {
  return {
    owner: owner === undefined ? undefined : ownerOf(db, owner),
    approver: approver === undefined || approver === null ? approver : named(findApprover(db, approver)),
    team: team && unique(team.map((ref) => named(findReader(db, ref)))),
  }
}

/** The member who is to own a case. Fails with NOT_FOUND, CONFLICT or NOT_ALLOWED. */
export const ownerOf = (db: Reader, ref: string): MemberNamed => named(findWorker(db, ref))

const unique = (team: MemberNamed[]): MemberNamed[] => [...new Map(team.map((one) => [one.id, one])).values()]

/**
 * Who answers for a closed case once it is opened again: people may have left since. Fails with CONFLICT where it would
 * have no owner who can work in it.
 */
export function peopleAtReopening(db: Reader, file: CaseFile, owner: string | undefined): ChangesOfPeople {
  const may = (permission: Permission): ReadonlySet<string> =>
    new Set(othersWhoMay(db, permission, '').map(({ id }) => id))
  if (owner === undefined && (file.ownerMember === null || !may('case.write').has(file.ownerMember))) {
    throw new HoldfastError(
      'CONFLICT',
      `The owner of case ${file.number}, ${file.owner}, is no active member who works on cases.`,
      'Name who owns it from now on; nothing was recorded.',
    )
  }
  const next = owner === undefined ? undefined : ownerOf(db, owner)
  const leaves = file.approver && (!may('case.approve').has(file.approver.id) || file.approver.id === next?.id)
  const readers = may('case.read')
  return changesOf(file, {
    owner: next,
    approver: leaves ? null : undefined,
    team: file.team.filter(({ id }) => readers.has(id)),
  })
}

/** Nobody approves what they own. Fails with CONFLICT. */
export function requireTwo(owner: string | null, approver: MemberNamed | null): void {
  if (approver === null || owner !== approver.id) return
  throw new HoldfastError(
    'CONFLICT',
    `${approver.name} cannot be both owner and approver of a case.`,
    'Choose another approver, or none; nothing was changed.',
  )
}

/** What members answer for in cases. A case that is closed or destroyed keeps the owner it had. */
export const caseResponsibility: Responsibility = {
  held: (db, member) => ({
    count: casesAround(db, member).filter(({ ownerMember }) => ownerMember === member).length,
    noun: 'open case',
  }),
  passes: (db, member) =>
    casesAround(db, member)
      .filter(({ ownerMember }) => ownerMember === member)
      .map(({ number, title }) => ({ noun: 'case', ref: number, title })),
  handOver: (transaction, from, to, reason) => {
    for (const file of casesAround(transaction.db, from.id)) {
      if (file.ownerMember !== from.id) continue
      // The new owner cannot go on approving; the case says so by having no approver.
      const approver = file.approver?.id === to.id ? null : undefined
      record(transaction, file, { owner: named(to), approver }, reason)
    }
  },
  release: (transaction, member, roles, reason) => {
    for (const file of casesAround(transaction.db, member.id)) {
      const approves = file.approver?.id === member.id && !isAllowed(roles, 'case.approve')
      const leaves = !isAllowed(roles, 'case.read') && file.team.some(({ id }) => id === member.id)
      const team = leaves ? file.team.filter(({ id }) => id !== member.id) : undefined
      record(transaction, file, { approver: approves ? null : undefined, team }, reason)
    }
  },
}

function record({ append }: Transaction, file: CaseFile, wanted: Wanted, reason: string): void {
  const changes = changesOf(file, wanted)
  if (Object.keys(changes).length === 0) return
  append(casesView, 'case.changed', { subject: file.id, case: file.id }, { ...changes, reason })
}
