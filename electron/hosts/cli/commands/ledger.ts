import { resolve } from 'node:path'
import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import { open, type Commands } from './command.ts'

export const ledgerCommands: Commands = {
  'ledger list': {
    takes: 'DIR [--limit N] [--before SEQ]',
    says: 'lists the newest entries of the ledger',
    options: ['limit', 'before'],
    run: async (work) => {
      const whole = (name: string): number | undefined => {
        const given = work.args.option(name)
        if (given === undefined) return undefined
        if (!/^[1-9]\d{0,8}$/.test(given)) throw usageError(`--${name} is “${given}”, which is no number of entries.`)
        return Number(given)
      }
      const [limit, before] = [whole('limit') ?? 100, whole('before')]
      await open(work, 0)
      const list = await work.call('ledger.list', { limit: Math.min(limit, 1000), before })
      work.out.answer(list, [
        ...list.rows.map(({ seq, at, actor, type, summary }) =>
          [seq, showInstant(at), actor, type, summary].join('  '),
        ),
        `${list.rows.length} of ${count(list.total, 'entry', 'entries')}`,
      ])
      return 0
    },
  },
  'ledger head': {
    takes: 'DIR [--out FILE.head] [--since FILE|SIZE]',
    says: 'writes the newest signed head, for others to keep',
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
          `Head over ${count(saved.head.size, 'entry', 'entries')} written to ${saved.file}.`,
          'Give it to somebody who keeps it: what it covers cannot change unnoticed.',
        ])
      }
      return 0
    },
  },
  'ledger receipt': calling({
    call: 'ledger.receipt',
    options: { out: { shown: 'FILE.pdf', needed: true } },
    says: 'sets that head on a page to print, with its QR code',
    gives: ({ file, head, sha256 }) => ({ file, head, sha256 }),
    tells: ({ file, head }) => [
      `Receipt of the head over ${count(head.size, 'entry', 'entries')} written to ${file}.`,
      'Print it and give it to somebody who keeps it. Its QR code is a head file for “ledger check”.',
    ],
  }),
  'ledger check': calling({
    call: 'ledger.check',
    options: { head: { shown: 'FILE', field: 'file' } },
    says: 'says whether the vault goes on from a head',
    tells: headCheckInWords,
  }),
  'ledger prove': calling({
    call: 'ledger.prove',
    words: { seq: 'ENTRY' },
    options: { out: { shown: 'FILE.tlog-proof', needed: true } },
    says: 'writes the proof that an entry stands in the ledger',
    tells: ({ seq, head, file }) => [
      `Proof that entry ${seq} stands in the head over ${count(head.size, 'entry', 'entries')}: ${file}`,
    ],
  }),
  'ledger accept-older': calling({
    call: 'ledger.acceptOlder',
    options: { reason: 'R' },
    says: 'works on in a vault that was put back',
    tells: ({ head, known }) => [
      `Work goes on from ${count(head.size, 'entry', 'entries')}; that ${known.size} were known outside is on record.`,
    ],
  }),
  'ledger witness': {
    takes: 'DIR --head FILE [--out FILE.head] [--supersedes --reason R]',
    says: 'cosigns the head of somebody else’s vault',
    options: ['head', 'out', 'reason'],
    flags: ['supersedes'],
    run: async (work) => {
      const { args, out, call } = work
      const [file, target] = [resolve(args.need('head')), args.option('out')]
      const supersedes = args.flag('supersedes') ? args.need('reason') : undefined
      await open(work, 0)
      const seen = await call('ledger.witness', {
        file,
        out: target === undefined ? undefined : resolve(target),
        supersedes,
      })
      out.answer(seen, [
        seen.since === null
          ? `Cosigned: the first head of ${seen.origin} seen here, ${count(seen.size, 'entry', 'entries')}. Its keys are kept; compare them by another way.`
          : `Cosigned: ${seen.origin} goes on from ${seen.since} to ${count(seen.size, 'entry', 'entries')}.`,
        `Give this back: ${seen.file}`,
        `Your key, for them to compare: ${seen.key}`,
      ])
      return 0
    },
  },
  'ledger anchor': calling({
    call: 'ledger.anchor',
    options: { head: { shown: 'FILE', field: 'file' } },
    says: 'records the cosignatures of a head that came back',
    tells: ({ size, recorded }) =>
      recorded.map(({ name, at, known, key }) =>
        [
          `On record: ${name} cosigned ${count(size, 'entry', 'entries')} at ${showInstant(at)}.`,
          ...(known ? [] : [`A new witness. Compare the key with theirs: ${key}`]),
        ].join(' '),
      ),
  }),
  'ledger anchors': calling({
    call: 'ledger.anchors',
    words: { seq: 'ENTRY' },
    says: 'lists the heads that are held outside',
    tells: ({ anchors, between }, { seq }) => [
      ...anchors.map(anchorInWords),
      ...(anchors.length === 0 ? ['No head of this vault is known to be held outside of it.'] : []),
      ...(between
        ? [
            `Entry ${seq ?? ''} was recorded after: ${between.after ? anchorInWords(between.after) : 'nothing that is known'}`,
            `and before: ${between.before ? anchorInWords(between.before) : 'nothing that is known; it is not anchored yet'}`,
          ]
        : []),
    ],
  }),
  'ledger request': calling({
    call: 'ledger.request',
    options: { out: { shown: 'FILE.tsq', needed: true } },
    says: 'asks for an RFC 3161 timestamp of the head',
    tells: ({ file, head }) => [
      `Request for a timestamp of ${count(head.size, 'entry', 'entries')} written to ${file}.`,
      'Send it to a timestamping authority (RFC 3161), and bring its answer by “ledger token”.',
    ],
  }),
  'ledger token': calling({
    call: 'ledger.token',
    options: { file: 'FILE.tsr', ca: 'FILE' },
    says: 'checks and records the answer',
    tells: ({ size, genTime, authority, certificate, checkedUpTo }) => [
      `On record: ${count(size, 'entry', 'entries')} existed at ${showInstant(genTime)}, says ${authority}.`,
      `Certificate SHA-256 ${certificate}`,
      checkedUpTo === null
        ? 'The authority’s certificate was not checked: no --ca was given.'
        : `It leads to the certificate you named, SHA-256 ${checkedUpTo}`,
    ],
  }),
}

type Anchor = Answer<'ledger.anchors'>['anchors'][number]

const anchorWords: Record<Anchor['kind'], string> = {
  computer: 'remembered by',
  cosignature: 'cosigned by',
  timestamp: 'timestamped by',
  packet: 'in a packet for',
}

const anchorInWords = ({ size, at, kind, who }: Anchor): string =>
  `${count(size, 'entry', 'entries')}, ${showInstant(at)}, ${anchorWords[kind]} ${who}`

/** What a head's check found, for people. */
export function headCheckInWords({ result, head, now, signedBy, cosignatures }: Answer<'ledger.check'>): string[] {
  return [
    result === 'same'
      ? `Same: the vault stands at this head, ${count(head.size, 'entry', 'entries')}.`
      : `Continues: from ${head.size} to ${count(now.size, 'entry', 'entries')}, and nothing before entry ${head.size} has changed.`,
    `Signed by ${signedBy} at ${showInstant(head.at)}. SHA-256 root ${head.root}`,
    ...cosignatures.map(
      ({ name, at, known, key }) =>
        `Cosigned by ${name} at ${showInstant(at)}${known ? '' : `, who is not on record here yet. Compare the key with theirs: ${key}`}`,
    ),
  ]
}
