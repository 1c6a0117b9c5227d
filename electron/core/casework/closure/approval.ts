import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { CaseFile } from '../cases/index.ts'
import { othersWhoMay, requireAnother, type Workspace } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

type About = Pick<CaseFile, 'number' | 'ownerMember' | 'approver'>

/**
 * Who may answer a request to close: the case's approver alone, while there is one who may; else whoever may approve, but
 * neither the case's owner nor the one who asks.
 */
export function closersOf(db: Reader, { ownerMember, approver }: About, asks: string): { id: string; name: string }[] {
  const others = othersWhoMay(db, 'case.approve', asks).filter(({ id }) => id !== ownerMember)
  const named = others.filter(({ id }) => id === approver?.id)
  return named.length > 0 ? named : others
}

export const mayAnswer = (db: Reader, file: About, asked: string, member: string): boolean =>
  closersOf(db, file, asked).some(({ id }) => id === member)

/** Fails with NEEDS_ANOTHER_MEMBER for who asked and for the owner, with NOT_ALLOWED where another is the approver. */
export function requireCloser(workspace: Workspace, db: Reader, file: About, asked: string): void {
  requireAnother(workspace, asked, 'answer this request')
  if (file.ownerMember !== null)
    requireAnother(workspace, file.ownerMember, 'approve its closing', `owns case ${file.number}`)
  if (mayAnswer(db, file, asked, workspace.member.id)) return
  throw new HoldfastError(
    'NOT_ALLOWED',
    `The closing of case ${file.number} is put to ${file.approver?.name ?? 'another member'}, its approver.`,
    'Leave the answer to them, or give the case another approver.',
  )
}

/**
 * Whether nobody can be asked, so that a case is closed without approval. Fails with NEEDS_ANOTHER_MEMBER where its owner
 * could approve and another asks: that would be neither approved by a second nor the owner's own word.
 */
export function closesAlone({ member }: Workspace, db: Reader, file: About): boolean {
  if (closersOf(db, file, member.id).length > 0) return false
  if (othersWhoMay(db, 'case.approve', member.id).length === 0) return true
  throw new HoldfastError(
    'NEEDS_ANOTHER_MEMBER',
    `Nobody but the owner of case ${file.number} could approve its closing, and nobody approves that of their own case.`,
    'Let its owner ask for the closing, or add another member who may approve.',
  )
}
