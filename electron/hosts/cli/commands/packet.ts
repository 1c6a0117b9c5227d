import { resolve } from 'node:path'
import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { open, type Commands } from './command.ts'

export const packetCommands: Commands = {
  'packet build': {
    takes: 'DIR CASE --recipient R --purpose P --out FILE.pdf',
    options: ['recipient', 'purpose', 'out'],
    run: async (work) => {
      const { args, out, call } = work
      const [recipient, purpose, file] = [args.need('recipient'), args.need('purpose'), resolve(args.need('out'))]
      const [ref = ''] = await open(work, 1)
      const built = await call('packet.build', { case: ref, recipient, purpose, out: file })
      out.answer(built, [
        `Packet written to ${built.file}: ${count(built.pages, 'page')}, ${count(built.exhibits, 'exhibit')}.`,
        `SHA-256 ${built.sha256}`,
        ...built.remarks,
        ...built.beside.map((path) => `Hand this over with it: ${path}`),
      ])
      return 0
    },
  },
  'packet list': {
    takes: 'DIR CASE [--as-of INSTANT]',
    options: ['as-of'],
    run: async (work) => {
      const [ref = ''] = await open(work, 1)
      const list = await work.call('packet.list', { case: ref, asOf: work.args.option('as-of') })
      work.out.answer(list, [
        ...list.items.map(({ sequence, recipient, purpose, builtAt, builtBy, pages, sha256 }) =>
          [sequence, recipient, purpose, `${showInstant(builtAt)} by ${builtBy}`, count(pages, 'page'), sha256].join(
            '  ',
          ),
        ),
        count(list.items.length, 'packet'),
      ])
      return 0
    },
  },
  'packet verify': {
    takes: 'FILE.pdf [--root FINGERPRINT]',
    options: ['root'],
    run: async ({ args, out, call }) => {
      const [file, ...rest] = args.positionals
      if (file === undefined || rest.length > 0) throw usageError('“packet verify” needs one file.')
      const root = args.option('root')?.toLowerCase().replace(/[\s:]/g, '')
      const check = await call('packet.verify', { file: resolve(file), root })
      out.answer(check, checkInWords(check))
      const expected = root === undefined || check.signer?.root?.confirmed === true
      return check.intact && expected ? 0 : 1
    },
  },
}

/** What a packet's check found, for people. */
export function checkInWords({
  intact,
  anchored,
  signer,
  packet,
  exhibits,
  problems,
}: Answer<'packet.verify'>): string[] {
  const right = exhibits.filter(({ ok }) => ok).length
  return [
    intact ? 'Intact: one signature, valid to the last byte of the file.' : 'NOT INTACT.',
    ...(packet ? [`Packet of case ${packet.case} for ${packet.recipient}: ${packet.purpose}`] : []),
    ...(signer ? [`Signed by ${signer.subject}`, `Certificate SHA-256 ${signer.fingerprint}`] : []),
    ...(signer?.root
      ? [
          `Under the root ${signer.root.subject}`,
          `Root SHA-256 ${signer.root.fingerprint}${signer.root.confirmed ? ' (as you expected)' : ''}`,
        ]
      : []),
    anchored
      ? 'Anchored: the signature leads to that vault, and the ledger proofs hold. Compare the root with one you got by another way.'
      : 'Not anchored in a vault.',
    ...(exhibits.length > 0 ? [`${right} of ${count(exhibits.length, 'exhibit')} here with the register's hash.`] : []),
    ...problems.map(({ code, message }) => `${message} [${code}]`),
  ]
}
