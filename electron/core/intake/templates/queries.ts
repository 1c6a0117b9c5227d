import { and, desc, eq } from 'drizzle-orm'
import {
  templateBodies,
  templateKinds,
  type TemplateBody,
  type TemplateDetail,
  type TemplateKind,
  type TemplateRow,
  type TemplateVersion,
} from '../../../../shared/contract/templates.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { shippedTemplates } from './shipped.ts'
import { retiredTemplates, templates } from './tables.ts'

type Row = typeof templates.$inferSelect

/** The name that a body gives itself. */
export function titleOf(key: string, body: unknown): string {
  const { title } = body as { title?: string | { en?: string } }
  return (typeof title === 'string' ? title : title?.en) ?? key
}

const versionOf = (db: Reader, { version, savedAt, savedBy, reason }: Row): TemplateVersion => ({
  version,
  savedAt,
  savedBy: memberName(db, savedBy),
  reason,
})

const retirement = query((from, { kind, key, version }: Given<{ kind: string; key: string; version: number }>) =>
  from
    .select({ at: retiredTemplates.retiredAt, by: retiredTemplates.retiredBy, reason: retiredTemplates.reason })
    .from(retiredTemplates)
    .where(and(eq(retiredTemplates.kind, kind), eq(retiredTemplates.key, key), eq(retiredTemplates.version, version))),
)

/** Who took the newest version out of use; null while it is in use. */
function retirementOf(db: Reader, kind: TemplateKind, key: string, version: number): TemplateRow['retired'] {
  const row = db.get(retirement, { kind, key, version })
  return row ? { ...row, by: memberName(db, row.by) } : null
}

const asShipped: TemplateVersion = { version: 0, savedAt: null, savedBy: null, reason: null }

const versions = query((from, { kind, key }: Given<{ kind: string; key: string }>) =>
  from
    .select()
    .from(templates)
    .where(and(eq(templates.kind, kind), eq(templates.key, key)))
    .orderBy(desc(templates.version)),
)
const ofKind = query((from, { kind }: Given<{ kind: string }>) =>
  from.select().from(templates).where(eq(templates.kind, kind)).orderBy(templates.version),
)

const savedVersions = (db: Reader, kind: TemplateKind, key: string): Row[] => db.all(versions, { kind, key })

/** Every template of a kind, or of all, by key: those that the product brings and those that the vault added. */
export function listTemplates(
  { db, ports }: Workspace,
  { kind: only, retired }: { kind?: TemplateKind | undefined; retired: boolean },
): TemplateRow[] {
  return templateKinds
    .filter((kind) => only === undefined || kind === only)
    .flatMap((kind) => {
      const shipped = shippedTemplates(ports.resources, kind)
      const newest = new Map(db.all(ofKind, { kind }).map((row) => [row.key, row] as const))
      return [...new Set([...shipped.keys(), ...newest.keys()])].sort().map((key): TemplateRow => {
        const row = newest.get(key)
        return {
          kind,
          key,
          title: row?.title ?? titleOf(key, shipped.get(key)),
          shipped: shipped.has(key),
          ...(row ? versionOf(db, row) : asShipped),
          retired: row ? retirementOf(db, kind, key, row.version) : null,
        }
      })
    })
    .filter((row) => retired || row.retired === null)
}

/** One template with its versions. Fails with NOT_FOUND. */
export function templateDetail(
  { db, ports }: Workspace,
  kind: TemplateKind,
  key: string,
  version?: number,
): TemplateDetail {
  const saved = savedVersions(db, kind, key)
  const shipped = shippedTemplates(ports.resources, kind).get(key)
  const wanted = version ?? saved[0]?.version ?? 0
  const row = saved.find((one) => one.version === wanted)
  const body = row ? row.body : wanted === 0 ? shipped : undefined
  if (body === undefined) throw noTemplate(kind, key, version)
  return {
    kind,
    key,
    title: row?.title ?? titleOf(key, body),
    shipped: shipped !== undefined,
    ...(row ? versionOf(db, row) : asShipped),
    retired: saved[0] ? retirementOf(db, kind, key, saved[0].version) : null,
    body: body as TemplateDetail['body'],
    versions: [...saved.map((one) => versionOf(db, one)), ...(shipped === undefined ? [] : [asShipped])],
  }
}

/**
 * A template as it is now, or as a version of it was, for a feature that goes by it; undefined when there is none, or
 * when it is retired and no version is named.
 */
export function readTemplate<K extends TemplateKind>(
  { db, ports }: Pick<Workspace, 'db' | 'ports'>,
  kind: K,
  key: string,
  version?: number,
): { version: number; body: TemplateBody<K> } | undefined {
  const saved = savedVersions(db, kind, key)
  const row = version === undefined ? saved[0] : saved.find((one) => one.version === version)
  if (version === undefined && row && retirementOf(db, kind, key, row.version)) return undefined
  const asItCame = version === undefined || version === 0 ? shippedTemplates(ports.resources, kind).get(key) : undefined
  const body = row ? row.body : asItCame
  if (body === undefined) return undefined
  return { version: row?.version ?? 0, body: templateBodies[kind].parse(body) as TemplateBody<K> }
}

export const noTemplate = (kind: TemplateKind, key: string, version?: number): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `There is no ${kind} “${key}”${version === undefined ? '' : ` of version ${version}`} in this vault.`,
    'See the list of templates in Settings, or `holdfast template list`.',
  )
