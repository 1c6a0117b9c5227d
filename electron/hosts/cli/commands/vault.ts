import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Output as Answer } from '../../../../shared/contract/contract.ts'
import { auditIntervals } from '../../../../shared/contract/ledger.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { auditInWords } from '../audit-words.ts'
import { askPassphrase, passphraseIn } from '../passphrase.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import { open, sheetChoice, sheetFlags, sheetInWords, type Commands, upgradeInWords } from './command.ts'

const fingerprintInWords = ({ form, fingerprint }: Answer<'vault.info'>): string[] => [
  `${form < 3 ? 'No identity yet; fingerprint of the members’ keys' : 'Identity'}: ${fingerprint.words}`,
  `  ${fingerprint.sha256}`,
]

/** How much a vault holds; nothing to a member who may not know. */
const countsInWords = ({ counts }: Pick<Answer<'vault.info'>, 'counts'>): string[] =>
  counts === null
    ? []
    : [
        [
          count(counts.reports, 'report'),
          count(counts.cases, 'case'),
          count(counts.exhibits, 'exhibit'),
          count(counts.packets, 'packet'),
        ].join(', '),
      ]

export const vaultCommands: Commands = {
  'vault create': {
    takes: 'DIR --name N --member "Name"',
    says: 'makes a vault',
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
        ...fingerprintInWords(info),
      ])
      return 0
    },
  },
  'vault info': calling({
    call: 'vault.info',
    says: 'says what is in it',
    tells: (info) => [
      `${info.name} (${info.dir}), opened by ${info.member.name}`,
      ...countsInWords(info),
      `${count(info.head.size, 'ledger entry', 'ledger entries')}, head ${info.head.root} at ${showInstant(info.head.at)}`,
      `Root certificate SHA-256 ${info.rootFingerprint}`,
      ...fingerprintInWords(info),
      ...info.notices,
      ...(info.upgrade?.unsound ? [upgradeInWords(info.upgrade)] : []),
      ...(info.fault === null ? [] : [info.fault]),
    ],
  }),
  'vault audit': {
    takes: 'DIR [--full|--new] [--fresh] [--pdf FILE]',
    says: 'checks every entry, signature, table and exhibit',
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
    says: 'says or sets how often the window audits in full',
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
    takes: 'DIR --new-passphrase-file FILE [--keep-keys] [--new-sheet|--no-sheet]',
    says: 'changes the passphrase, with new keys unless they are kept',
    options: ['new-passphrase-file'],
    flags: ['keep-keys', 'new-sheet', 'no-sheet'],
    run: async (work) => {
      const { args, out, call } = work
      const next = await passphraseIn(args.need('new-passphrase-file'))
      const [dir = ''] = args.positionals
      if (dir !== '') await call('vault.look', { dir: resolve(dir) })
      const current = await askPassphrase(args.option('passphrase-file'))
      await open(work, 0, 0, current)
      const keepKeys = args.flag('keep-keys')
      const changed = await call('vault.changePassphrase', { current, next, keepKeys, sheet: sheetChoice(work) })
      out.answer(changed, [
        'The passphrase was changed.',
        changed.renewed
          ? 'You have new keys and the vault a new key: the former passphrase opens it no more, with an old vault.json neither. Copies made before still open what they hold.'
          : 'The keys stay: whoever has the old passphrase and an old vault.json still opens this vault.',
        ...sheetInWords(changed.sheet),
      ])
      return 0
    },
  },
  'vault sheet': {
    takes: 'DIR',
    says: 'makes your recovery sheet',
    options: [],
    run: async (work) => {
      const { args, out, call } = work
      const [dir = ''] = args.positionals
      if (dir !== '') await call('vault.look', { dir: resolve(dir) })
      const passphrase = await askPassphrase(args.option('passphrase-file'))
      await open(work, 0, 0, passphrase)
      const sheet = await call('vault.newRecoverySheet', { passphrase })
      out.answer(sheet, sheetInWords(sheet))
      return 0
    },
  },
  'vault identify': calling({
    call: 'vault.giveIdentity',
    options: sheetFlags,
    says: 'gives a vault of an older form its identity',
    tells: (done) => [
      `The vault has an identity: ${done.fingerprint.words}`,
      `  ${done.fingerprint.sha256}`,
      'You have new keys and the vault a new key; the other members get theirs when they unlock next. Earlier versions of Holdfast open it no more.',
      ...sheetInWords(done.sheet),
    ],
  }),
  'vault accept': calling({
    call: 'vault.acceptFingerprint',
    options: { fingerprint: 'HEX' },
    says: 'on record: its fingerprint was compared on this computer',
    gives: (_, { fingerprint }) => ({ fingerprint }),
    tells: () => ['On record: the fingerprint was compared. The vault can be worked in on this computer.'],
  }),
}
