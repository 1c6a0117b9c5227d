import type { Handlers } from '../../../../shared/contract/server.ts'
import type { Workspace } from '../../record/members/index.ts'
import { retireTemplate, saveTemplate } from './commands.ts'
import { listTemplates, templateDetail } from './queries.ts'

type Calls = Extract<keyof Handlers, `template.${string}`>

export const templateHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'template.list': (input) => ({ items: listTemplates(workspace, input) }),
  'template.get': ({ kind, key, version }) => templateDetail(workspace, kind, key, version),
  'template.save': (input) => saveTemplate(workspace, input),
  'template.retire': (input) => retireTemplate(workspace, input),
})
