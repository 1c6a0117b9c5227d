import { resolve } from 'node:path'
import type { Output } from '../../../../shared/contract/contract.ts'
import { roles, type Role } from '../../../../shared/contract/permissions.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { passphraseIn } from '../passphrase.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { calling } from './calling.ts'
import { sheetChoice, sheetFlags, sheetInWords, type Commands } from './command.ts'

function readRoles(given: string): Role[] {
  return given.split(',').map((word) => {
    const role = roles.find((one) => one === word.trim())
    if (role) return role
    throw usageError(`“${word}” is no role; the roles are ${roles.join(', ')}.`)
  })
}

/** How far a member's certificate for signing packets is. */
const certificateWords = ({ state, at }: Output<'member.list'>['items'][number]['certificate']): string =>
  `certificate ${state === 'none' ? 'none yet' : state}${at === null ? '' : ` ${showInstant(at)}`}`

const role = { shown: 'R[,R]', field: 'roles', read: readRoles } as const

export const memberCommands: Commands = {
  'member list': calling({
    call: 'member.list',
    says: 'lists the members, their roles and states',
    tells: ({ items, epoch }) => [
      ...items.map(({ id, name, roles: held, state, addedAt, revoked, certificate }) =>
        [
          name,
          state,
          held.join(', '),
          revoked ? `until ${showInstant(revoked.at)}` : `since ${showInstant(addedAt)}`,
          certificateWords(certificate),
          id,
        ].join('  '),
      ),
      `${count(items.length, 'member')}, key epoch ${epoch}`,
    ],
  }),
  'member add': calling({
    call: 'member.add',
    options: {
      name: 'N',
      role,
      'new-passphrase-file': { shown: 'FILE', field: 'passphrase', read: passphraseIn },
    },
    says: 'adds a member, or prints words that invite one',
    tells: ({ name, invitation }) =>
      invitation === null
        ? [`${name} is a member and opens the vault with the passphrase in that file.`]
        : [
            `${name} is invited. Hand over these words by another way than the vault; they are shown once:`,
            invitation,
            'They open the vault in the place of a passphrase, and the first thing asked for is a new one.',
          ],
  }),
  'member accept': calling({
    call: 'member.accept',
    options: { 'new-passphrase-file': { shown: 'FILE', field: 'passphrase', read: passphraseIn } },
    says: 'the invited person chooses a passphrase',
    tells: ({ name }) => [
      `Welcome, ${name}. The invitation opens the vault no more; copies made before still open what they hold.`,
    ],
  }),
  'member role': calling({
    call: 'member.changeRoles',
    words: { member: 'MEMBER' },
    options: { role, 'hand-over-to': 'M' },
    says: 'gives a member other roles',
    tells: ({ name, roles: held }) => [`${name} is now ${held.join(', ')}.`],
  }),
  'member revoke': calling({
    call: 'member.revoke',
    words: { member: 'MEMBER' },
    options: { reason: 'R', 'hand-over-to': 'M', ...sheetFlags },
    says: 'takes access away; the vault gets a new key',
    tells: (revoked) => [
      `${revoked.name} opens this vault no more; it has a new key (epoch ${revoked.epoch}).`,
      'What they read, copied or backed up before is not reached by this.',
      ...renewedInWords(revoked),
      ...sheetInWords(revoked.sheet),
    ],
  }),
  'member recover': {
    takes: 'DIR --words-file FILE|- --new-passphrase-file FILE [--new-sheet|--no-sheet] [--fingerprint HEX]',
    says: 'a new passphrase and new keys by the recovery sheet, which is used once',
    options: ['words-file', 'new-passphrase-file', 'fingerprint'],
    flags: ['new-sheet', 'no-sheet'],
    run: async (work) => {
      const { args, out, call } = work
      const [dir, ...rest] = args.positionals
      if (dir === undefined || rest.length > 0) throw usageError('“member recover” needs one folder.')
      await call('vault.look', { dir: resolve(dir) })
      const passphrase = await passphraseIn(args.need('new-passphrase-file'))
      const words = await readWords(args.need('words-file'))
      const done = await call('vault.recover', {
        dir: resolve(dir),
        words,
        passphrase,
        sheet: sheetChoice(work),
        fingerprint: args.option('fingerprint'),
      })
      const { name } = done.info.member
      if (done.info.upgrade) {
        const both = '`holdfast vault upgrade DIR --words-file FILE --new-passphrase-file FILE` does both.'
        out.answer(done, [...done.info.notices, both])
        return 1
      }
      out.answer(done, [
        ...(done.renewed
          ? [
              `${name} has a new passphrase and new keys; the sheet is used up, and the passphrase before opens the vault no more.`,
              'Copies made before still open what they hold.',
            ]
          : [
              `${name} has a new passphrase. The keys stay, since this vault has no identity yet: whoever has the sheet, or the former passphrase and an old vault.json, still opens this vault.`,
            ]),
        ...sheetInWords(done.sheet),
      ])
      return 0
    },
  },
  'vault rekey': calling({
    call: 'vault.rekey',
    options: sheetFlags,
    says: 'gives the vault a new key, and you new keys',
    tells: (done) => [
      `The vault has a new key (epoch ${done.epoch}); every member opens it with the passphrase they have.`,
      ...renewedInWords(done),
      ...sheetInWords(done.sheet),
    ],
  }),
}

/** What is true of old passphrases and sheets after the vault key was changed. */
const renewedInWords = ({ renewed }: { renewed: boolean }): string[] =>
  renewed
    ? [
        'You have new keys. The other members get theirs when they unlock next; until then an old vault.json with an old passphrase or sheet of theirs still opens this vault. Copies made before still open what they hold.',
      ]
    : [
        'The members’ keys stay, since this vault has no identity yet: whoever has an old passphrase or sheet and an old vault.json still opens this vault.',
      ]
