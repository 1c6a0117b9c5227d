import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { templateBodies, type TemplateKind, type TemplateRow } from '../../../../shared/contract/templates.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import { listTemplates, noTemplate, titleOf } from './queries.ts'
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
    const newest = rowOf(workspace, kind, key)
    requireNewest(newest, kind, key, base)
    const version = (newest?.version ?? 0) + 1
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

/**
 * Takes a template of the vault's own out of use. Fails with NOT_FOUND, with INVALID_INPUT for one that the product brings
 * or that is retired already, and with CONFLICT when `base` is not the newest version.
 */
export function retireTemplate(workspace: Workspace, input: Checked<'template.retire'>): Output<'template.retire'> {
  const { kind, key, base, reason } = input
  return workspace.ledger.transact(({ append }) => {
    const newest = rowOf(workspace, kind, key)
    if (!newest) throw noTemplate(kind, key)
    if (newest.shipped) {
      throw new HoldfastError(
        'INVALID_INPUT',
        `The ${kind} “${key}” came with Holdfast and cannot be retired.`,
        'Change it, or put it back as it came.',
      )
    }
    if (newest.retired) {
      throw new HoldfastError(
        'INVALID_INPUT',
        `The ${kind} “${key}” is retired already, by ${newest.retired.by}.`,
        'Save a version of it to bring it back.',
      )
    }
    requireNewest(newest, kind, key, base)
    const { version, title } = newest
    append(templatesView, 'template.retired', { subject: `${kind}/${key}` }, { kind, key, version, title, reason })
    return { kind, key, version }
  })
}

const rowOf = (workspace: Workspace, kind: TemplateKind, key: string): TemplateRow | undefined =>
  listTemplates(workspace, { kind, retired: true }).find((one) => one.key === key)

function requireNewest(newest: TemplateRow | undefined, kind: TemplateKind, key: string, base: number): void {
  if ((newest?.version ?? 0) === base) return
  const { version, savedBy, reason } = newest ?? { version: 0, savedBy: null, reason: null }
  throw new HoldfastError(
    'CONFLICT',
    savedBy === null
      ? `The ${kind} “${key}” has no version ${base} in this vault; nothing was saved.`
      : `${savedBy} saved version ${version} of the ${kind} “${key}” while you worked on version ${base}: “${reason ?? '—'}”.`,
    'Compare the two, then make your change upon the newest version. Nothing was saved; your text stays as it is.',
  )
}
