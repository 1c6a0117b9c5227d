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
import type { Reader } from '../../record/vault/index.ts'
import { shippedTemplates } from './shipped.ts'

interface Row {
  kind: TemplateKind
  key: string
  version: number
  title: string
  body: string
  reason: string
  saved_at: string
  saved_by: string
}

/** The name that a body gives itself. */
export function titleOf(key: string, body: unknown): string {
  const { title } = body as { title?: string | { en?: string } }
  return (typeof title === 'string' ? title : title?.en) ?? key
}

const versionOf = (db: Reader, { version, saved_at, saved_by, reason }: Row): TemplateVersion => ({
  version,
  savedAt: saved_at,
  savedBy: memberName(db, saved_by),
  reason,
})
interface Retirement {
  retired_at: string
  retired_by: string
  reason: string
}

/** Who took the newest version out of use; null while it is in use. */
function retirementOf(db: Reader, kind: TemplateKind, key: string, version: number): TemplateRow['retired'] {
  const sql = 'select * from template_retired where kind = ? and key = ? and version = ?'
  const row = db.get<Retirement>(sql, kind, key, version)
  return row ? { at: row.retired_at, by: memberName(db, row.retired_by), reason: row.reason } : null
}

const asShipped: TemplateVersion = { version: 0, savedAt: null, savedBy: null, reason: null }

const savedVersions = (db: Reader, kind: TemplateKind, key: string): Row[] =>
  db.all<Row>('select * from template where kind = ? and key = ? order by version desc', kind, key)

/** Every template of a kind, or of all, by key: those that the product brings and those that the vault added. */
export function listTemplates(
  { db, ports }: Workspace,
  { kind: only, retired }: { kind?: TemplateKind | undefined; retired: boolean },
): TemplateRow[] {
  return templateKinds
    .filter((kind) => only === undefined || kind === only)
    .flatMap((kind) => {
      const shipped = shippedTemplates(ports.resources, kind)
      const newest = new Map(
        db
          .all<Row>('select * from template where kind = ? order by version', kind)
          .map((row) => [row.key, row] as const),
      )
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
  const body = row ? (JSON.parse(row.body) as unknown) : wanted === 0 ? shipped : undefined
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
  const body = row ? (JSON.parse(row.body) as unknown) : asItCame
  if (body === undefined) return undefined
  return { version: row?.version ?? 0, body: templateBodies[kind].parse(body) as TemplateBody<K> }
}

export const noTemplate = (kind: TemplateKind, key: string, version?: number): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `There is no ${kind} “${key}”${version === undefined ? '' : ` of version ${version}`} in this vault.`,
    'See the list of templates in Settings, or `holdfast template list`.',
  )
