import { resolve } from 'node:path'
import type { Call, Input, Output as Answer } from '../../../shared/contract/contract.ts'
import { richTextOf } from '../../../shared/contract/rich-text.ts'
import { count, showInstant, showSize } from '../../../shared/kernel/show.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Arguments } from './arguments.ts'
import type { Output } from './output.ts'
import { askPassphrase, passphraseIn } from './passphrase.ts'
import { usageError } from './usage.ts'
import { readJson, readWords } from './words.ts'

/** What a command works with. */
export interface Work {
  args: Arguments
  out: Output
  call<K extends Call>(name: K, input: Input<K>): Promise<Answer<K>>
}

/** Carries out one command and returns its exit status. */
type Command = (work: Work) => Promise<number>

/** Opens the vault that the command names first and gives the words after it. */
async function open({ args, call }: Work, least: number, most = least, given?: string): Promise<string[]> {
  const [dir, ...rest] = args.positionals
  if (dir === undefined) throw usageError(`“${args.command}” needs the vault's folder.`)
  if (rest.length < least || rest.length > most) {
    const wanted = `${least === most ? '' : `${least} to `}${count(most, 'word')}`
    const had = rest.length === 0 ? 'none' : rest.map((word) => `“${word}”`).join(' ')
    throw usageError(`“${args.command}” takes ${wanted} after the folder; it was given ${had}.`)
  }
  const passphrase = given ?? (await askPassphrase(args.option('passphrase-file')))
  await call('vault.unlock', { dir: resolve(dir), passphrase })
  return rest
}

const vaultCommands: Record<string, Command> = {
  'vault create': async ({ args, out, call }) => {
    const [dir, ...rest] = args.positionals
    if (dir === undefined || rest.length > 0) throw usageError('“vault create” needs one folder.')
    const [name, member] = [args.need('name'), args.need('member')]
    const passphrase = await askPassphrase(args.option('passphrase-file'), true)
    const info = await call('vault.create', { dir: resolve(dir), name, member, passphrase })
    out.answer(info, [`Vault “${info.name}” made in ${info.dir}.`, `Root certificate SHA-256 ${info.rootFingerprint}`])
    return 0
  },
  'vault info': async (work) => {
    await open(work, 0)
    const info = await work.call('vault.info', {})
    const { reports, cases, exhibits, packets } = info.counts
    work.out.answer(info, [
      `${info.name} (${info.dir}), opened by ${info.member.name}`,
      [count(reports, 'report'), count(cases, 'case'), count(exhibits, 'exhibit'), count(packets, 'packet')].join(', '),
      `${info.head.size} ledger entries, head ${info.head.root} at ${showInstant(info.head.at)}`,
      `Root certificate SHA-256 ${info.rootFingerprint}`,
      ...info.notices,
      ...(info.fault === null ? [] : [info.fault]),
    ])
    return 0
  },
  'vault audit': async (work) => {
    await open(work, 0)
    const report = await work.call('ledger.audit', {})
    const checked = `${report.entries} entries and ${count(report.exhibits, 'exhibit')} checked in ${(report.took / 1000).toFixed(1)} s`
    const verdict = report.ok
      ? `Nothing was changed: ${checked}.`
      : `${count(report.problems.length, 'problem')}: ${checked}.`
    work.out.answer(report, [
      verdict,
      ...report.problems.map(({ code, where, message }) => `${where}: ${message} [${code}]`),
    ])
    return report.ok ? 0 : 1
  },
  'vault passphrase': async (work) => {
    const { args, out, call } = work
    const next = await passphraseIn(args.need('new-passphrase-file'))
    const current = await askPassphrase(args.option('passphrase-file'))
    await open(work, 0, 0, current)
    const changed = await call('vault.changePassphrase', { current, next })
    out.answer(changed, ['The passphrase was changed; the old one no longer opens this vault.'])
    return 0
  },
}

const reportCommands: Record<string, Command> = {
  'report add': async (work) => {
    const { args, out, call } = work
    const report = await readJson(args.need('file'))
    await open(work, 0)
    const filed = await call('report.add', report as Input<'report.add'>)
    out.answer(filed, [`Report ${filed.report} filed.`])
    return 0
  },
  'report list': async (work) => {
    const limit = work.args.option('limit') ?? '100'
    if (!/^[1-9]\d{0,8}$/.test(limit)) throw usageError(`--limit is “${limit}”, which is no number of reports.`)
    await open(work, 0)
    const list = await listReports(work, Number(limit))
    work.out.answer(list, [
      ...list.items.map(({ number, receivedAt, severity, category, disposition, excerpt }) =>
        [number, showInstant(receivedAt), severity ?? 'not graded', category, disposition, firstLine(excerpt)].join(
          '  ',
        ),
      ),
      `${list.items.length} of ${count(list.total, 'report')}`,
    ])
    return 0
  },
  'report import': async (work) => {
    const map = await readJson(work.args.need('map'))
    const [file = ''] = await open(work, 1)
    const result = await work.call('report.import', { file: resolve(file), map: map as Input<'report.import'>['map'] })
    work.out.answer(result, [
      `${count(result.imported, 'report')} imported, ${result.rejected.length} rejected.`,
      ...result.rejected.map(({ line, reason }) => `line ${line}: ${reason}`),
    ])
    return 0
  },
  'report promote': async (work) => {
    const { args, out, call } = work
    const [title, owner] = [args.need('title'), args.need('owner')]
    const [report = ''] = await open(work, 1)
    const opened = await call('report.promote', {
      report,
      title,
      owner,
      followUpDue: args.option('follow-up-due') ?? null,
    })
    out.answer(opened, [`Case ${opened.case} opened.`])
    return 0
  },
  'report merge': async (work) => {
    const [into, reason] = [work.args.need('into'), work.args.need('reason')]
    const [report = ''] = await open(work, 1)
    const merged = await work.call('report.merge', { report, into, reason })
    work.out.answer(merged, [`Merged into case ${merged.case}.`])
    return 0
  },
  'report decline': async (work) => {
    const reason = work.args.need('reason')
    const [report = ''] = await open(work, 1)
    const declined = await work.call('report.decline', { report, reason })
    work.out.answer(declined, [`Report ${declined.report} declined.`])
    return 0
  },
}

const caseCommands: Record<string, Command> = {
  'case list': async (work) => {
    await open(work, 0)
    const list = await work.call('case.list', {})
    work.out.answer(list, [
      ...list.items.map(({ number, title, status, owner, severity }) =>
        [number, severity?.level ?? 'not graded', status, owner, title].join('  '),
      ),
      count(list.items.length, 'case'),
    ])
    return 0
  },
  'case show': async (work) => {
    const [ref = ''] = await open(work, 1)
    const detail = await work.call('case.get', { case: ref })
    work.out.answer(detail, [
      `${detail.number}  ${detail.title}`,
      `${detail.status}, owner ${detail.owner}, severity ${detail.severity?.level ?? 'not graded'}`,
      ...detail.answers.map(({ question, answer, open: isOpen }) => `${question}${isOpen ? ' (open)' : ''}: ${answer}`),
    ])
    return 0
  },
  'exhibit add': async (work) => {
    const { args, out, call } = work
    const [ref = '', ...files] = await open(work, 2, 1001)
    const added = await call('exhibit.add', {
      case: ref,
      files: files.map((file) => resolve(file)),
      collectedBy: args.option('collected-by'),
      collectedAt: args.option('collected-at'),
      place: args.option('place'),
      method: args.option('method'),
      description: args.option('description'),
    })
    out.answer(
      added,
      added.map(({ number, file, size, sha256 }) => `${number}  ${showSize(size)}  SHA-256 ${sha256}  ${file}`),
    )
    return 0
  },
  'exhibit verify': async (work) => {
    const [ref = '', exhibit] = await open(work, 1, 2)
    const result = await work.call('exhibit.verify', { case: ref, exhibit })
    work.out.answer(result, [
      ...result.exhibits.map(({ number, ok, sha256, problem }) =>
        ok ? `${number}  verified  SHA-256 ${sha256}` : `${number}  NOT VERIFIED: ${problem ?? ''}`,
      ),
      result.ok ? 'Every byte is as it was kept.' : 'Not every exhibit is as it was kept.',
    ])
    return result.ok ? 0 : 1
  },
  'exhibit export': async (work) => {
    const target = resolve(work.args.need('out'))
    const [exhibit = ''] = await open(work, 1)
    const copy = await work.call('exhibit.export', { exhibit, out: target })
    work.out.answer(copy, [`Verified copy written to ${copy.file} (${showSize(copy.size)}, SHA-256 ${copy.sha256}).`])
    return 0
  },
  'note add': async (work) => {
    const { args, out, call } = work
    const source = args.need('text')
    const words = await readWords(source)
    if (words.trim() === '')
      throw new HoldfastError('INVALID_INPUT', 'The note is empty.', 'Give it some words; nothing was saved.')
    const [ref = ''] = await open(work, 1)
    const title = args.option('title') ?? firstLine(words.trim())
    const saved = await call('note.save', { case: ref, title, body: richTextOf(words) })
    out.answer(saved, [`Note “${title}” saved.`])
    return 0
  },
}

const packetCommands: Record<string, Command> = {
  'packet build': async (work) => {
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
  'packet verify': async ({ args, out, call }) => {
    const [file, ...rest] = args.positionals
    if (file === undefined || rest.length > 0) throw usageError('“packet verify” needs one file.')
    const root = args.option('root')?.toLowerCase().replace(/[\s:]/g, '')
    const check = await call('packet.verify', { file: resolve(file), root })
    out.answer(check, checkInWords(check))
    const expected = root === undefined || check.signer?.root?.confirmed === true
    return check.intact && expected ? 0 : 1
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

/** The newest reports, as many as were asked for; the core gives a thousand at a time. */
async function listReports({ call }: Work, limit: number): Promise<Answer<'report.list'>> {
  const page = (offset: number): Promise<Answer<'report.list'>> =>
    call('report.list', { disposition: 'all', order: 'newest', offset, limit: Math.min(1000, limit - offset) })
  const list = await page(0)
  while (list.items.length < Math.min(limit, list.total)) list.items.push(...(await page(list.items.length)).items)
  return list
}

const firstLine = (words: string): string =>
  Array.from(words.split(/\r?\n/, 1)[0] ?? '')
    .slice(0, 80)
    .join('')

export const commands: Record<string, Command> = {
  ...vaultCommands,
  ...reportCommands,
  ...caseCommands,
  ...packetCommands,
}
