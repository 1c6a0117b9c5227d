import { count } from '../../../shared/kernel/show.ts'
import { mkdir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Work } from './commands/command.ts'
import { checkInWords } from './commands/packet.ts'
import { usageError } from './usage.ts'

/** Goes the whole path with the sample case: reports, a case, exhibits, a note, a signed packet, its check. */
export async function demo({ args, out, call }: Work): Promise<number> {
  if (args.positionals.length > 0) throw usageError('“demo” takes no words; name a new folder with --out.')
  const folder = resolve(args.option('out') ?? (await freeName('holdfast-demo')))
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) {
    throw new HoldfastError(
      'ALREADY_EXISTS',
      `The folder ${folder} is not empty.`,
      'Name a new one with --out; nothing was written.',
    )
  }
  const vault = join(folder, 'Sample.holdfast')
  const sample = await call('vault.createSample', { dir: vault })
  await call('exhibit.verify', { case: sample.case })
  const packet = join(folder, `Case-${sample.case}.pdf`)
  const built = await call('packet.build', {
    case: sample.case,
    recipient: sample.recipient,
    purpose: sample.purpose,
    out: packet,
  })
  const check = await call('packet.verify', { file: packet })
  const audit = await call('ledger.audit', {})
  const verified = check.intact && check.anchored && audit.ok
  out.answer({ vault, case: sample.case, packet, verified }, [
    `Vault    ${vault}`,
    ...sample.members.map(({ name, passphrase }) => `Member   ${name}  (passphrase: ${passphrase})`),
    `Case     ${sample.case}`,
    `Packet   ${packet}  (${count(built.pages, 'page')}, ${count(built.exhibits, 'exhibit')})`,
    `Audit    ${audit.ok ? 'nothing was changed' : 'problems found'}: ${count(audit.entries, 'entry', 'entries')}, ${count(audit.exhibits, 'exhibit')}`,
    '',
    ...checkInWords(check),
    '',
    'Check the packet without Holdfast:',
    `  pdfsig "${packet}"`,
    `  pdfdetach -list "${packet}"`,
    `  sha256sum "${packet}"    (should be ${built.sha256})`,
  ])
  return verified ? 0 : 1
}

/** `name`, or `name-2`, `name-3` … when it is taken: the demonstration can be run as often as one likes. */
async function freeName(name: string): Promise<string> {
  const here = new Set(await readdir('.'))
  let free = name
  for (let n = 2; here.has(free); n++) free = `${name}-${n}`
  return free
}
