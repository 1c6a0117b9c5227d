import { toFailure } from '../../shared/kernel/errors.ts'
import type { Workspace } from './record/members/index.ts'
import { settleCertificates } from './sign/index.ts'
import type { Session } from './session.ts'

/** The session once certificates and the keys behind them are settled; that they cannot be is no reason to keep it shut. */
export async function settled(session: Session, certificate = false): Promise<Session> {
  const told = await settleQuietly(session.workspace, certificate)
  return told.length > 0 ? { ...session, notices: [...session.notices, ...told] } : session
}

export async function settleQuietly(workspace: Workspace, certificate = false): Promise<string[]> {
  try {
    return await settleCertificates(workspace, { certificate })
  } catch (thrown) {
    return [
      `Certificates for signing packets could not be settled: ${toFailure(thrown).message} It is tried again when the vault is unlocked next.`,
    ]
  }
}
