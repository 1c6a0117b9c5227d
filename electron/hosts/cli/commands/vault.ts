import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { auditIntervals } from '../../../../shared/contract/ledger.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { auditInWords } from '../audit-words.ts'
import { askPassphrase, passphraseIn } from '../passphrase.ts'
import { usageError } from '../usage.ts'
import { open, type Commands } from './command.ts'

export const vaultCommands: Commands = {
  'vault create': {
    takes: 'DIR --name N --member "Name"',
    options: ['name', 'member'],
    run: async ({ args, out, call }) => {
      const [dir, ...rest] = args.positionals
      if (dir === undefined || rest.length > 0) throw usageError('“vault create” needs one folder.')
      const [name, member] = [args.need('name'), args.need('member')]
      const passphrase = await askPassphrase(args.option('passphrase-file'), true)
      const info = await call('vault.create', { dir: resolve(dir), name, member, passphrase })
      out.answer(info, [
        `Vault “${info.name}” made in ${info.dir}.`,
        `Root certificate SHA-256 ${info.rootFingerprint}`,
      ])
      return 0
    },
  },
  'vault info': {
    takes: 'DIR',
    options: [],
    run: async (work) => {
      await open(work, 0)
      const info = await work.call('vault.info', {})
      const { reports, cases, exhibits, packets } = info.counts
      work.out.answer(info, [
        `${info.name} (${info.dir}), opened by ${info.member.name}`,
        [count(reports, 'report'), count(cases, 'case'), count(exhibits, 'exhibit'), count(packets, 'packet')].join(
          ', ',
        ),
        `${info.head.size} ledger entries, head ${info.head.root} at ${showInstant(info.head.at)}`,
        `Root certificate SHA-256 ${info.rootFingerprint}`,
        ...info.notices,
        ...(info.fault === null ? [] : [info.fault]),
      ])
      return 0
    },
  },
  'vault audit': {
    takes: 'DIR [--full|--new] [--fresh] [--pdf FILE]',
    options: ['pdf'],
    flags: ['full', 'new', 'fresh'],
    run: async (work) => {
      await open(work, 0)
      const { args, out, call } = work
      const pdf = args.option('pdf')
      if (args.flag('full') && args.flag('new'))
        throw usageError('“vault audit” takes --full, which is what it does without either, or --new.')
      if (pdf !== undefined && existsSync(pdf)) throw usageError(`--pdf is “${pdf}”, which is there already.`)
      const report = await call('ledger.audit', {
        scope: args.flag('new') ? 'new' : 'full',
        fresh: args.flag('fresh'),
      })
      const saved = pdf === undefined ? null : await call('ledger.saveAudit', { format: 'pdf', out: resolve(pdf) })
      out.answer(report, [
        ...auditInWords(report),
        ...(saved ? [`The report is in ${saved.file}, SHA-256 ${saved.sha256}.`] : []),
      ])
      return report.ok ? 0 : 1
    },
  },
  'vault schedule': {
    takes: 'DIR [--every never|daily|weekly|monthly]',
    options: ['every'],
    run: async (work) => {
      const { args, out, call } = work
      const asked = args.option('every')
      const every = auditIntervals.find((one) => one === asked)
      if (asked !== undefined && !every) throw usageError(`--every is “${asked}”; it is ${auditIntervals.join(', ')}.`)
      await open(work, 0)
      const schedule = every ? await call('audit.setSchedule', { every }) : await call('audit.schedule', {})
      const { last } = schedule
      out.answer(schedule, [
        schedule.every === 'never'
          ? 'No full audit runs by itself.'
          : `A full audit runs ${schedule.every}, after unlocking.`,
        last
          ? `The last is entry ${last.seq}, by ${last.by} at ${showInstant(last.at)}, over ${count(last.size, 'entry', 'entries')}.`
          : 'None is on record yet.',
      ])
      return 0
    },
  },
  'vault passphrase': {
    takes: 'DIR --new-passphrase-file FILE',
    options: ['new-passphrase-file'],
    run: async (work) => {
      const { args, out, call } = work
      const next = await passphraseIn(args.need('new-passphrase-file'))
      const current = await askPassphrase(args.option('passphrase-file'))
      await open(work, 0, 0, current)
      const changed = await call('vault.changePassphrase', { current, next })
      out.answer(changed, ['The passphrase was changed; the old one no longer opens this vault.'])
      return 0
    },
  },
}
