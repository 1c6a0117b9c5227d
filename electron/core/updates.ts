import type { Handlers } from '../../shared/contract/server.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports, Updating } from './ports.ts'

type Calls = 'app.updates' | 'app.setUpdates' | 'app.lookForUpdates'

/** Looking for releases over the network, for a window. The two that do something fail with NOT_ALLOWED where it does not do that. */
export function updateHandlers({ updates }: Pick<Ports, 'updates'>): Pick<Handlers, Calls> {
  const required = (): Updating => {
    if (updates) return updates
    throw new HoldfastError(
      'NOT_ALLOWED',
      'This window does not look for updates.',
      'Use the command line: `holdfast update settings`, `holdfast update fetch`.',
    )
  }
  return {
    'app.updates': async () => (await updates?.get()) ?? null,
    'app.setUpdates': async ({ address }) => {
      const updating = required()
      await updating.set(address)
      return updating.get()
    },
    'app.lookForUpdates': () => required().look(),
  }
}
