import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Workspace } from '../record/members/index.ts'
import { readingsOf } from './readings.ts'

/** How long the sound or video of an exhibit is, in seconds; null where a reader finds no length, or fails. */
export async function recordingLength(
  workspace: Workspace,
  exhibit: string,
  signal: AbortSignal,
): Promise<number | null> {
  const asked = { within: [], password: undefined, encoding: undefined }
  try {
    const { view } = await readingsOf(workspace).of(workspace, exhibit).ask('opened', asked, signal)
    return view.kind === 'recording' ? view.seconds : null
  } catch (thrown) {
    if (thrown instanceof HoldfastError) return null
    throw thrown
  }
}
