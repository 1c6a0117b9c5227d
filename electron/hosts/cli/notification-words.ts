import type { Output } from '../../../shared/contract/contract.ts'
import { showInstant } from '../../../shared/kernel/show.ts'

type Notification = Output<'notification.list'>['items'][number]

/** A notification in one line: whom to tell what by when, and whether it was done. */
export const notificationInWords = ({
  id,
  report,
  caseNumber,
  tell,
  what,
  due,
  state,
  acknowledged,
  superseded,
}: Notification): string =>
  [
    id,
    caseNumber === null ? report : `${report} (case ${caseNumber})`,
    `tell ${tell} by ${showInstant(due)}`,
    what,
    acknowledged
      ? `acknowledged: ${acknowledged.told} told ${showInstant(acknowledged.toldAt)} (${acknowledged.how})`
      : superseded
        ? `superseded: ${superseded.why}`
        : state,
  ].join('  ')
