import { MappingTemplate, type TableSurvey } from '../../../../shared/contract/exchange.ts'
import { ImportMap } from '../../../../shared/contract/intake.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import { isAllowed, type Workspace } from '../../record/members/index.ts'
import { listTemplates, readTemplate } from '../../intake/templates/index.ts'
import { exchangeView } from '../view.ts'
import { columnsOf } from './map.ts'

/** An import of a table that is being recorded. */
interface Done {
  map: ImportMap
  /** Numbers of the first and the last report that it made. */
  first: string
  last: string
  filed: number
  refused: number
  passedOver: number
}

/** Records by which mapping reports were made of a table, in the transaction that records them. */
export const keepMapping = ({ vault }: Workspace, transaction: Transaction, done: Done): void => {
  transaction.append(exchangeView, 'table.imported', { subject: vault.header.id }, done)
}

const mostKnown = 5

/**
 * Mappings that fit a table: those by which tables with these columns came in, the newest first, and saved ones. A mapping has
 * words of its table in it: to a member who may not read reports those of their own imports alone are shown.
 */
export function mappingsFor(workspace: Workspace, columns: readonly string[]): TableSurvey['known'] {
  const there = new Set(columns)
  const fits = (map: ImportMap): boolean => columnsOf(map).every((column) => there.has(column.trim()))
  const known: TableSurvey['known'] = []
  const { db, member } = workspace
  const all = isAllowed(member.roles, 'report.read')
  const rows = db.all<{ map: string; at: string; filed: number }>(
    `select map, at, filed from table_import join entry using (seq)
     where ? or json_extract(bytes, '$.actor') = ? order by seq desc limit 200`,
    all ? 1 : 0,
    member.id,
  )
  const seen = new Set<string>()
  for (const { map, at, filed } of rows) {
    if (known.length >= mostKnown || seen.has(map)) continue
    seen.add(map)
    const checked = ImportMap.safeParse(JSON.parse(map))
    if (checked.success && fits(checked.data))
      known.push({ key: null, title: `As on ${showInstant(at)}, ${count(filed, 'report')}`, map: checked.data })
  }
  for (const { key } of listTemplates(workspace, { kind: 'mapping', retired: false })) {
    const checked = MappingTemplate.safeParse(readTemplate(workspace, 'mapping', key)?.body)
    if (checked.success && fits(checked.data.map)) known.push({ key, title: checked.data.title, map: checked.data.map })
  }
  return known
}
