import { basisWords, markingInWords } from '../../../../shared/contract/handling-words.ts'
import type { Privilege } from '../../../../shared/contract/handling.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { calling } from './calling.ts'
import type { Commands } from './command.ts'

const caseOrRecord = {
  shown: 'CASE|RECORD',
  read: (ref: string) => (/^\d{4}-\d+$/.test(ref) ? { case: ref } : { record: ref }),
}

/** How lists name a record: by its number, else by its kind and title. */
const called = ({ kind, number, title, id }: Privilege['record']): string => number ?? `${kind} “${title ?? id}”`

const spanOf = ({ from, to }: Privilege): string =>
  from === null ? '' : `${showInstant(from)} to ${to === null ? 'now' : showInstant(to)}`

export const handlingCommands: Commands = {
  'privilege mark': calling({
    call: 'privilege.mark',
    words: { record: 'RECORD' },
    options: { basis: 'B', reason: 'R', at: 'PLACE' },
    says: 'claims privilege on a record, or on a place in an exhibit',
    tells: ({ number, record }, { at }) => [
      `${number}: privilege is claimed on ${called(record)}${at === undefined ? '' : ` ${at}`}.`,
    ],
  }),
  'privilege withdraw': calling({
    call: 'privilege.withdraw',
    words: { privilege: 'CLAIM' },
    options: { reason: 'R' },
    says: 'withdraws a claim of privilege, as counsel',
    tells: ({ number }) => [`${number} is withdrawn.`],
  }),
  'privilege list': calling({
    call: 'privilege.list',
    words: { record: caseOrRecord },
    options: { 'as-of': 'INSTANT' },
    says: 'lists what privilege is claimed on in a case, or on one record',
    tells: ({ items }) => [
      ...items.map((claim) =>
        [
          claim.number,
          `${called(claim.record)}${claim.at === null ? '' : ` ${claim.at}`}`,
          spanOf(claim),
          basisWords[claim.basis],
          claim.reason,
          `${claim.markedBy} ${showInstant(claim.markedAt)}`,
          claim.withdrawn &&
            `withdrawn by ${claim.withdrawn.by} ${showInstant(claim.withdrawn.at)}: ${claim.withdrawn.reason}`,
        ]
          .filter(Boolean)
          .join('  '),
      ),
      count(items.length, 'claim'),
    ],
  }),
  'marking set': calling({
    call: 'marking.set',
    words: { record: 'RECORD' },
    options: { caveat: 'T|none', handling: 'H[,H]', reason: 'R' },
    says: 'marks how a record is handled; without caveat and handling, not specially',
    tells: ({ record }, { caveat = null, handling = [] }) => [
      `${called(record)} is marked: ${markingInWords({ caveat, handling }) ?? 'nothing special'}.`,
    ],
  }),
  'marking list': calling({
    call: 'marking.list',
    words: { record: caseOrRecord },
    options: { 'as-of': 'INSTANT' },
    says: 'lists the records of a case that are marked, or the marking of one',
    tells: ({ items }) => [
      ...items.map((one) =>
        [called(one.record), markingInWords(one), one.reason, `${one.markedBy} ${showInstant(one.markedAt)}`]
          .filter(Boolean)
          .join('  '),
      ),
      count(items.length, 'record'),
    ],
  }),
}
