import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { dueEntries } from './entries.ts'

/** The note of a hand-over is a matter of the ledger alone; what passes is in the entries beside it. */
export const dueView = defineView({
  name: 'due',
  revision: 1,
  entries: dueEntries,
  tables: {},
  project: { 'work.handed-over': () => undefined },
  summarise: {
    'work.handed-over': ({ from, to, note, items }) =>
      `${from.name} hands over to ${to.name} (${count(items.length, 'item')}): ${note}`,
  },
})
