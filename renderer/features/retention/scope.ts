import type { Output } from '../../../shared/contract/contract.ts'
import { showSize } from '../../../shared/kernel/show.ts'
import { words } from './catalogue.ts'

/** `23 records: 2 reports, 4 notes, 3 exhibits (5.2 MB)`. */
export const scopeInWords = ({ entries, reports, notes, exhibits, bytes }: Output<'retention.get'>['scope']): string =>
  `${words.records(entries)}: ${words.reports(reports)}, ${words.notes(notes)}, ${words.exhibits(exhibits)} (${showSize(bytes)})`
