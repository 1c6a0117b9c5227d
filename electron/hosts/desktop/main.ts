import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { endWithFailure } from './failure.ts'
import { setupQuit } from './quit.ts'

// The entry loads the rest itself: where a part of the program is missing, this much is there to say so.

setupQuit()
try {
  const { start } = await import('./start.ts')
  // Not awaited: Electron becomes ready only once this module has been evaluated to its end.
  start().catch((thrown: unknown) => endWithFailure(thrown))
} catch (thrown) {
  const [what] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n', 1)
  const missing = new HoldfastError(
    'MISSING_RUNTIME',
    `A part of Holdfast is missing (${what}).`,
    'Install Holdfast again; from sources, run "npm ci" and "npm run build".',
    thrown,
  )
  void endWithFailure(missing)
}
