import { defineFeature, recordsOf } from '../../record/members/index.ts'
import { itemsHappened } from './case-file.ts'
import { checkedOut } from './due.ts'
import { itemsInPacket } from './packet.ts'
import { custodyHandlers } from './router.ts'
import { items } from './tables.ts'
import { custodyView, forgetCustody } from './view.ts'

export { isLabel, scanned } from './label.ts'

export const custodyFeature = defineFeature({
  name: 'custody',
  view: custodyView,
  handlers: custodyHandlers,
  forget: forgetCustody,
  responsibilities: 'none',
  due: [checkedOut],
  closingChecks: 'none',
  asOf: 'none',
  caseFile: 'none',
  timeline: itemsHappened,
  index: 'none',
  links: 'none',
  records: [recordsOf('item', { ...items, title: items.description })],
  packet: itemsInPacket,
})
