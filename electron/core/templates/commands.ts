import type { Checked, Output } from '../../../shared/contract/contract.ts'
import { templateBodies } from '../../../shared/contract/templates.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Workspace } from '../members/index.ts'
import { listTemplates, titleOf } from './queries.ts'
import { templatesView } from './view.ts'

/** Saves a version of a template. Fails with INVALID_INPUT, or with CONFLICT when `base` is not the newest version. */
export function saveTemplate(workspace: Workspace, input: Checked<'template.save'>): Output<'template.save'> {
  const { kind, key, base, reason } = input
  const checked = templateBodies[kind].safeParse(input.body)
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw new HoldfastError(
      'INVALID_INPUT',
      `This ${kind} cannot be used: ${issue?.path.join('.') || 'its whole'} ${issue?.message ?? 'is not valid'}.`,
      'Correct it and save it again; nothing was changed.',
    )
  }
  // As canonical JSON has it: without what was left out.
  const body = JSON.parse(JSON.stringify(checked.data)) as typeof input.body
  return workspace.ledger.transact(({ append }) => {
    const newest = listTemplates(workspace, kind).find((one) => one.key === key)?.version ?? 0
    if (newest !== base) {
      throw new HoldfastError(
        'CONFLICT',
        `Version ${newest} of the ${kind} “${key}” was saved while you worked on version ${base}.`,
        'Open the newest version and make your change there; nothing was saved.',
      )
    }
    const version = newest + 1
    append(
      templatesView,
      'template.saved',
      { subject: `${kind}/${key}` },
      {
        kind,
        key,
        version,
        title: titleOf(key, body),
        body,
        reason,
      },
    )
    return { kind, key, version }
  })
}
