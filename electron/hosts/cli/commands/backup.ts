import { resolve } from 'node:path'
import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { askPassphrase, passphraseIn } from '../passphrase.ts'
import { usageError } from '../usage.ts'
import { readWords } from '../words.ts'
import { calling } from './calling.ts'
import { open, sheetChoice, sheetInWords, type Commands } from './command.ts'

export const backupCommands: Commands = {
  'vault backup': calling({
    call: 'vault.backup',
    options: { out: { shown: 'PATH', needed: true }, full: '' },
    says: 'writes a backup, or brings one up to date, and reads it back',
    tells: (made) => [
      `Backed up to ${made.place}: ${count(made.entries, 'entry', 'entries')}, ${count(made.exhibits, 'exhibit')} (${made.copied} new), ${showSize(made.bytes)} written.`,
      `Read back: ${count(made.verified.pages, 'page')} of the database and ${count(made.verified.exhibits, 'exhibit')}, all as written.`,
    ],
  }),
  'vault restore': {
    takes: 'PATH --out DIR [--replace] [--partial] [--supersedes --reason R]',
    says: 'restores a backup; needs no vault',
    options: ['out', 'reason'],
    flags: ['replace', 'partial', 'supersedes'],
    run: async ({ args, out, call }) => {
      const [from, ...rest] = args.positionals
      if (from === undefined || rest.length > 0) throw usageError('“vault restore” needs the folder of one backup.')
      const to = resolve(args.need('out'))
      const passphrase = await askPassphrase(args.option('passphrase-file'))
      const restored = await call('vault.restore', {
        from: resolve(from),
        to,
        passphrase,
        replace: args.flag('replace'),
        partial: args.flag('partial'),
        supersedes: args.flag('supersedes'),
        reason: args.flag('supersedes') ? args.need('reason') : undefined,
      })
      out.answer(restored, [
        `Restored to ${restored.dir} as it was ${showInstant(restored.at)}: ${count(restored.entries, 'entry', 'entries')}, ${count(restored.exhibits, 'exhibit')}, all checked.`,
        ...(restored.movedAside === null ? [] : [`What lay there is now ${restored.movedAside}.`]),
        ...(restored.older.length === 0
          ? []
          : [
              `An earlier Holdfast made it (${restored.older.join('; ')}): it opens for reading until an administrator upgrades it, by “vault upgrade ${restored.dir}”.`,
            ]),
        ...leftInWords(restored),
        ...restored.lost.map((one) => `NOT RESTORED: ${one}.`),
      ])
      return restored.lost.length === 0 ? 0 : 1
    },
  },
  'vault upgrade': {
    takes:
      'DIR [--out PATH] [--new-sheet|--no-sheet] [--accept-older REASON] [--fingerprint HEX] [--words-file FILE|- --new-passphrase-file FILE]',
    says: 'brings a vault of an earlier Holdfast to today’s form, after a backup',
    options: ['out', 'accept-older', 'fingerprint', 'words-file', 'new-passphrase-file'],
    flags: ['new-sheet', 'no-sheet'],
    run: async (work) => {
      const { args, out, call } = work
      const wordsFile = args.option('words-file')
      const place = args.option('out')
      const upgrade = (): Promise<Answer<'vault.upgrade'>> =>
        call('vault.upgrade', {
          out: place === undefined ? undefined : resolve(place),
          acceptOlder: args.option('accept-older'),
          sheet: sheetChoice(work),
        })
      let done: Answer<'vault.upgrade'>
      const fingerprint = args.option('fingerprint')
      if (wordsFile === undefined) {
        await open(work, 0)
        const { mustCompare } = await call('vault.info', {})
        if (mustCompare && fingerprint !== undefined) await call('vault.acceptFingerprint', { fingerprint })
        done = await upgrade()
      } else {
        // The sheet opens an old vault for reading; its passphrase can be set once it is of today's form.
        const [dir, ...rest] = args.positionals
        if (dir === undefined || rest.length > 0) throw usageError('“vault upgrade” needs one folder.')
        const passphrase = await passphraseIn(args.need('new-passphrase-file'))
        const sheet = { dir: resolve(dir), words: await readWords(wordsFile), passphrase, fingerprint }
        await call('vault.recover', sheet)
        done = await upgrade()
        await call('vault.recover', sheet)
      }
      out.answer(done, [
        `Backed up to ${done.backup} first: ${count(done.entries, 'entry', 'entries')}, ${count(done.exhibits, 'exhibit')}, all read back.`,
        `Upgraded: ${done.older.join('; ')}.`,
        ...(done.identity
          ? [
              `The vault has an identity: ${done.identity.fingerprint.words}`,
              ...(done.identity.isNew
                ? ['You have new keys and the vault a new key; the other members get theirs when they unlock next.']
                : []),
              ...sheetInWords(done.identity.sheet),
            ]
          : [
              'Next: give it its identity, by `holdfast vault identify DIR`. Until then an old passphrase with an old vault.json opens it. (`vault upgrade` with --new-sheet or --no-sheet does both at once.)',
            ]),
      ])
      return 0
    },
  },
  'vault compact': calling({
    call: 'vault.compact',
    says: 'rewrites the database without unused room',
    tells: ({ before, after }) => [`The database took ${showSize(before)} and takes ${showSize(after)}.`],
  }),
}

/** Nothing is recorded in a vault of an earlier form: there the reason is given with the upgrade. */
function leftInWords({ superseded, older, mustCompare }: Answer<'vault.restore'>): string[] {
  const compare =
    'Nothing was recorded in it: nothing here tells whether it is yours, or another in its place. Open it and compare its fingerprint (“vault accept”).'
  if (mustCompare && older.length === 0)
    return [compare, ...(superseded === null ? [] : [`Left behind: ${superseded}. Opening it asks why.`])]
  if (superseded === null) return []
  if (older.length === 0) return [`Left behind, on record: ${superseded}.`]
  return [`Left behind: ${superseded}. It goes on record with the upgrade: say why there, by --accept-older REASON.`]
}
