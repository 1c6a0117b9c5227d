import {
  templateBodies,
  templateKinds,
  type TemplateBody,
  type TemplateDetail,
  type TemplateKind,
  type TemplateRow,
  type TemplateVersion,
} from '../../../shared/contract/templates.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { memberName, type Workspace } from '../members/index.ts'
import type { Reader } from '../vault/index.ts'
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
const asShipped: TemplateVersion = { version: 0, savedAt: null, savedBy: null, reason: null }

const savedVersions = (db: Reader, kind: TemplateKind, key: string): Row[] =>
  db.all<Row>('select * from template where kind = ? and key = ? order by version desc', kind, key)

/** Every template of a kind, or of all, by key: those that the product brings and those that the vault added. */
export function listTemplates({ db, ports }: Workspace, only?: TemplateKind): TemplateRow[] {
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
        }
      })
    })
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
    body: body as TemplateDetail['body'],
    versions: [...saved.map((one) => versionOf(db, one)), ...(shipped === undefined ? [] : [asShipped])],
  }
}

/** A template as it is now, or as a version of it was, for a feature that goes by it; undefined when there is none. */
export function readTemplate<K extends TemplateKind>(
  { db, ports }: Pick<Workspace, 'db' | 'ports'>,
  kind: K,
  key: string,
  version?: number,
): { version: number; body: TemplateBody<K> } | undefined {
  const saved = savedVersions(db, kind, key)
  const row = version === undefined ? saved[0] : saved.find((one) => one.version === version)
  const asItCame = version === undefined || version === 0 ? shippedTemplates(ports.resources, kind).get(key) : undefined
  const body = row ? (JSON.parse(row.body) as unknown) : asItCame
  if (body === undefined) return undefined
  return { version: row?.version ?? 0, body: templateBodies[kind].parse(body) as TemplateBody<K> }
}

const noTemplate = (kind: TemplateKind, key: string, version?: number): HoldfastError =>
  new HoldfastError(
    'NOT_FOUND',
    `There is no ${kind} “${key}”${version === undefined ? '' : ` of version ${version}`} in this vault.`,
    'See the list of templates in Settings, or `holdfast template list`.',
  )
