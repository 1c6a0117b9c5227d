import { resolve } from 'node:path'
import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { open, type Commands } from './command.ts'

export const ledgerExportCommands: Commands = {
  'ledger export': {
    takes: 'DIR --out FILE [--case CASE] [--withhold SEQ[,SEQ…]] [--purpose P]',
    says: 'writes the ledger as one file that others can verify',
    options: ['out', 'case', 'withhold', 'purpose'],
    run: async (work) => {
      const { args, out, call } = work
      const file = resolve(args.need('out'))
      const withhold = numbersIn(args.option('withhold'))
      await open(work, 0)
      const [ref, purpose] = [args.option('case'), args.option('purpose')]
      const written = await call('ledger.export', { out: file, case: ref, withhold, purpose })
      out.answer(written, [
        `Ledger written to ${written.file}: ${count(written.entries, 'entry', 'entries')}, ${written.disclosed} shown, ${written.withheld} withheld.`,
        `Head ${written.head.root} at ${showInstant(written.head.at)}`,
        `SHA-256 ${written.sha256}`,
      ])
      return 0
    },
  },
  'ledger verify': {
    takes: 'FILE',
    says: 'checks such a file; needs no vault',
    options: [],
    run: async ({ args, out, call }) => {
      const [file, ...rest] = args.positionals
      if (file === undefined || rest.length > 0) throw usageError('“ledger verify” needs one file.')
      const check = await call('ledger.verify', { file: resolve(file) })
      out.answer(check, checkInWords(check))
      return check.ok ? 0 : 1
    },
  },
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

function numbersIn(list: string | undefined): number[] {
  return (list ?? '')
    .split(',')
    .filter((word) => word.trim() !== '')
    .map((word) => {
      if (!/^\d{1,15}$/.test(word.trim()))
        throw usageError(`“${word}” is not the number of an entry; --withhold takes 3,7.`)
      return Number(word)
    })
}
