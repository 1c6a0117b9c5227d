import { resolve } from 'node:path'
import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { open, type Commands } from './command.ts'

export const ledgerCommands: Commands = {
  'ledger head': {
    takes: 'DIR [--out FILE.head] [--since FILE|SIZE]',
    options: ['out', 'since'],
    run: async (work) => {
      const { args, out, call } = work
      const [target, given] = [args.option('out'), args.option('since')]
      const since = given === undefined || /^\d+$/.test(given) ? given : resolve(given)
      await open(work, 0)
      if (target === undefined) {
        const answer = await call('ledger.headFile', { since })
        out.answer(answer, answer.text.replace(/\n$/, '').split('\n'))
      } else {
        const saved = await call('ledger.saveHead', { since, out: resolve(target) })
        out.answer(saved, [
          `Head over ${saved.head.size} entries written to ${saved.file}.`,
          'Give it to somebody who keeps it: what it covers cannot change unnoticed.',
        ])
      }
      return 0
    },
  },
  'ledger check': {
    takes: 'DIR --head FILE',
    options: ['head'],
    run: async (work) => {
      const file = resolve(work.args.need('head'))
      await open(work, 0)
      const check = await work.call('ledger.check', { file })
      work.out.answer(check, headCheckInWords(check))
      return 0
    },
  },
  'ledger prove': {
    takes: 'DIR ENTRY --out FILE.tlog-proof',
    options: ['out'],
    run: async (work) => {
      const target = resolve(work.args.need('out'))
      const [word = ''] = await open(work, 1)
      if (!/^\d{1,15}$/.test(word)) throw usageError(`“ledger prove” takes an entry's number; it was given “${word}”.`)
      const proof = await work.call('ledger.prove', { seq: Number(word), out: target })
      work.out.answer(proof, [
        `Proof that entry ${proof.seq} stands in the head over ${proof.head.size} entries: ${proof.file}`,
      ])
      return 0
    },
  },
  'ledger accept-older': {
    takes: 'DIR --reason R',
    options: ['reason'],
    run: async (work) => {
      const reason = work.args.need('reason')
      await open(work, 0)
      const accepted = await work.call('ledger.acceptOlder', { reason })
      work.out.answer(accepted, [
        `Work goes on from ${accepted.head.size} entries; that ${accepted.known.size} were known outside is on record.`,
      ])
      return 0
    },
  },
}

/** What a head's check found, for people. */
export function headCheckInWords({ result, head, now, signedBy, cosignatures }: Answer<'ledger.check'>): string[] {
  return [
    result === 'same'
      ? `Same: the vault stands at this head, ${head.size} entries.`
      : `Continues: from ${head.size} to ${now.size} entries, and nothing before entry ${head.size} has changed.`,
    `Signed by ${signedBy} at ${showInstant(head.at)}. SHA-256 root ${head.root}`,
    ...cosignatures.map(
      ({ name, at, known, key }) =>
        `Cosigned by ${name} at ${showInstant(at)}${known ? '' : `, who is not on record here yet. Compare the key with theirs: ${key}`}`,
    ),
  ]
}
