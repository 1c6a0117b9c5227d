import { resolve } from 'node:path'
import type { Input } from '../../../../shared/contract/contract.ts'
import { roles, type Role } from '../../../../shared/contract/permissions.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { passphraseIn } from '../passphrase.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { open, type Commands } from './command.ts'

function readRoles(given: string): Role[] {
  return given.split(',').map((word) => {
    const role = roles.find((one) => one === word.trim())
    if (role) return role
    throw usageError(`“${word}” is no role; the roles are ${roles.join(', ')}.`)
  })
}

export const memberCommands: Commands = {
  'member list': {
    takes: 'DIR',
    options: [],
    run: async (work) => {
      await open(work, 0)
      const list = await work.call('member.list', {})
      work.out.answer(list, [
        ...list.items.map(({ id, name, roles: held, state, addedAt, revoked }) =>
          [
            name,
            state,
            held.join(', '),
            revoked ? `until ${showInstant(revoked.at)}` : `since ${showInstant(addedAt)}`,
            id,
          ].join('  '),
        ),
        `${count(list.items.length, 'member')}, key epoch ${list.epoch}`,
      ])
      return 0
    },
  },
  'member add': {
    takes: 'DIR --name N --role R[,R] [--new-passphrase-file FILE]',
    options: ['name', 'role', 'new-passphrase-file'],
    run: async (work) => {
      const input: Input<'member.add'> = { name: work.args.need('name'), roles: readRoles(work.args.need('role')) }
      const file = work.args.option('new-passphrase-file')
      if (file !== undefined) input.passphrase = await passphraseIn(file)
      await open(work, 0)
      const added = await work.call('member.add', input)
      work.out.answer(
        added,
        added.invitation === null
          ? [`${added.name} is a member and opens the vault with the passphrase in that file.`]
          : [
              `${added.name} is invited. Hand over these words by another way than the vault; they are shown once:`,
              added.invitation,
              'They open the vault in the place of a passphrase, and the first thing asked for is a new one.',
            ],
      )
      return 0
    },
  },
  'member accept': {
    takes: 'DIR --new-passphrase-file FILE',
    options: ['new-passphrase-file'],
    run: async (work) => {
      const passphrase = await passphraseIn(work.args.need('new-passphrase-file'))
      await open(work, 0)
      const accepted = await work.call('member.accept', { passphrase })
      work.out.answer(accepted, [`Welcome, ${accepted.name}. The invitation opens nothing any more.`])
      return 0
    },
  },
  'member role': {
    takes: 'DIR MEMBER --role R[,R] [--hand-over-to M]',
    options: ['role', 'hand-over-to'],
    run: async (work) => {
      const wanted = readRoles(work.args.need('role'))
      const [member = ''] = await open(work, 1)
      const changed = await work.call('member.changeRoles', {
        member,
        roles: wanted,
        handOverTo: work.args.option('hand-over-to'),
      })
      work.out.answer(changed, [`${changed.name} is now ${changed.roles.join(', ')}.`])
      return 0
    },
  },
  'member revoke': {
    takes: 'DIR MEMBER --reason R [--hand-over-to M]',
    options: ['reason', 'hand-over-to'],
    run: async (work) => {
      const reason = work.args.need('reason')
      const [member = ''] = await open(work, 1)
      const revoked = await work.call('member.revoke', { member, reason, handOverTo: work.args.option('hand-over-to') })
      work.out.answer(revoked, [
        `${revoked.name} opens this vault no more; it has a new key (epoch ${revoked.epoch}).`,
        'What they read, copied or backed up before is not reached by this.',
      ])
      return 0
    },
  },
  'member recover': {
    takes: 'DIR --words-file FILE|- --new-passphrase-file FILE',
    options: ['words-file', 'new-passphrase-file'],
    run: async ({ args, out, call }) => {
      const [dir, ...rest] = args.positionals
      if (dir === undefined || rest.length > 0) throw usageError('“member recover” needs one folder.')
      const passphrase = await passphraseIn(args.need('new-passphrase-file'))
      const words = await readWords(args.need('words-file'))
      const info = await call('vault.recover', { dir: resolve(dir), words, passphrase })
      out.answer(info, [`${info.member.name} has a new passphrase; the one before opens nothing any more.`])
      return 0
    },
  },
  'vault rekey': {
    takes: 'DIR',
    options: [],
    run: async (work) => {
      await open(work, 0)
      const done = await work.call('vault.rekey', {})
      work.out.answer(done, [`The vault has a new key (epoch ${done.epoch}); every member opens it as before.`])
      return 0
    },
  },
}
