import type { Output } from '../../../shared/contract/contract.ts'
import { showSize } from '../../../shared/kernel/show.ts'
import { plural } from '../../ui/words.ts'

/** `23 records: 2 reports, 4 notes, 3 exhibits (5.2 MB)`. */
export const scopeInWords = ({ entries, reports, notes, exhibits, bytes }: Output<'retention.get'>['scope']): string =>
  `${plural(entries, 'record')}: ${plural(reports, 'report')}, ${plural(notes, 'note')}, ${plural(exhibits, 'exhibit')} (${showSize(bytes)})`
