import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import type { Commands } from './command.ts'

export const ledgerExportCommands: Commands = {
  'ledger export': calling({
    call: 'ledger.export',
    options: {
      out: { shown: 'FILE', needed: true },
      case: 'CASE',
      withhold: { shown: 'SEQ[,SEQ…]', read: numbersIn },
      purpose: 'P',
    },
    says: 'writes the ledger as one file that others can verify',
    tells: ({ file, entries, disclosed, withheld, head, sha256 }) => [
      `Ledger written to ${file}: ${count(entries, 'entry', 'entries')}, ${disclosed} shown, ${withheld} withheld.`,
      `Head ${head.root} at ${showInstant(head.at)}`,
      `SHA-256 ${sha256}`,
    ],
  }),
  'ledger verify': calling({
    call: 'ledger.verify',
    vault: 'none',
    words: { file: 'FILE' },
    says: 'checks such a file; needs no vault',
    tells: checkInWords,
    status: ({ ok }) => (ok ? 0 : 1),
  }),
}

function checkInWords({
  ok,
  vault,
  entries,
  heads,
  disclosed,
  withheld,
  head,
  problem,
}: Answer<'ledger.verify'>): string[] {
  return [
    ok
      ? `Verified: ${count(entries, 'entry', 'entries')} under ${count(heads, 'signed head')}; ${disclosed} shown, ${withheld} withheld.`
      : 'NOT VERIFIED.',
    ...(problem ? [`Line ${problem.line}: ${problem.message}`] : []),
    ...(vault === null ? [] : [`Ledger holdfast/${vault}`]),
    ...(head ? [`Head over ${count(head.size, 'entry', 'entries')}: ${head.root} at ${showInstant(head.at)}`] : []),
    ...(ok
      ? ['Compare this head with one that you got by another way: a ledger cut off at an earlier head verifies too.']
      : []),
  ]
}

function numbersIn(list: string): number[] {
  return list
    .split(',')
    .filter((word) => word.trim() !== '')
    .map((word) => {
      if (!/^\d{1,15}$/.test(word.trim()))
        throw usageError(`“${word}” is not the number of an entry; --withhold takes 3,7.`)
      return Number(word)
    })
}
