import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Workspace } from '../../record/members/index.ts'
import { exportForm } from './export.ts'
import { importSealed } from './import.ts'
import { destroyKey, listKeys, rotateKey } from './keys.ts'
import { describe } from './read.ts'
import { openSealed } from './sealed-file.ts'

type Calls = Extract<keyof Handlers, `form.${string}`>

export const reportFormHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'form.keys': () => ({ items: listKeys(workspace) }),
  'form.export': (input) => exportForm(workspace, input),
  'form.rotate': ({ reason }) => rotateKey(workspace, reason),
  'form.destroyKey': ({ key, reason }) => destroyKey(workspace, key, reason),
  'form.open': async ({ file }) => describe(workspace, await openSealed(workspace, file)),
  'form.import': (input, context) => importSealed(workspace, input, context),
})
