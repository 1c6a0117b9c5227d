import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { templateBodies, templateKinds, type TemplateKind } from '../../../../shared/contract/templates.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

/** Folder under `resources/` in which the templates of a kind lie, one JSON file each; its name is the key. */
const folders: Record<TemplateKind, string> = {
  form: 'forms',
  triage: 'triage',
  playbook: 'playbooks',
  assessment: 'assessments',
  mapping: 'mappings',
  interview: 'interviews',
  declaration: 'declarations',
}

type Shipped = ReadonlyMap<string, unknown>
const read = new Map<string, ReadonlyMap<TemplateKind, Shipped>>()

/** The templates of a kind that the product brings: key → body. They are read once, when they are first asked for. */
export function shippedTemplates(resources: string, kind: TemplateKind): Shipped {
  let all = read.get(resources)
  if (!all) {
    all = new Map(templateKinds.map((one) => [one, readFolder(join(resources, folders[one]), one)]))
    read.set(resources, all)
  }
  return all.get(kind) ?? new Map<string, unknown>()
}

function readFolder(folder: string, kind: TemplateKind): Shipped {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(
    names.sort().map((name) => {
      const body = templateBodies[kind].safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
      if (!body.success) {
        throw new HoldfastError(
          'MISSING_RUNTIME',
          `The ${kind} ${name} that came with Holdfast cannot be used: ${body.error.issues[0]?.message ?? ''}.`,
          'This copy of Holdfast is not complete; install it again.',
        )
      }
      return [name.slice(0, -'.json'.length), body.data] as const
    }),
  )
}
