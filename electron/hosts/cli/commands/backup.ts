import { resolve } from 'node:path'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { askPassphrase } from '../passphrase.ts'
import { usageError } from '../usage.ts'
import { open, type Commands } from './command.ts'

export const backupCommands: Commands = {
  'vault backup': {
    takes: 'DIR --out PATH [--full]',
    options: ['out'],
    flags: ['full'],
    run: async (work) => {
      const place = resolve(work.args.need('out'))
      await open(work, 0)
      const made = await work.call('vault.backup', { out: place, full: work.args.flag('full') })
      work.out.answer(made, [
        `Backed up to ${made.place}: ${count(made.entries, 'entry', 'entries')}, ${count(made.exhibits, 'exhibit')} (${made.copied} new), ${showSize(made.bytes)} written.`,
        `Read back: ${count(made.verified.pages, 'page')} of the database and ${count(made.verified.exhibits, 'exhibit')}, all as written.`,
      ])
      return 0
    },
  },
  'vault restore': {
    takes: 'PATH --out DIR [--replace] [--partial] [--supersedes --reason R]',
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
        ...(restored.superseded === null ? [] : [`Left behind, on record: ${restored.superseded}.`]),
        ...restored.lost.map((one) => `NOT RESTORED: ${one}.`),
      ])
      return restored.lost.length === 0 ? 0 : 1
    },
  },
  'vault compact': {
    takes: 'DIR',
    options: [],
    run: async (work) => {
      await open(work, 0)
      const { before, after } = await work.call('vault.compact', {})
      work.out.answer({ before, after }, [`The database took ${showSize(before)} and takes ${showSize(after)}.`])
      return 0
    },
  },
}
