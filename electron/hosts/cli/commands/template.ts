import { resolve } from 'node:path'
import type { Input } from '../../../../shared/contract/contract.ts'
import { templateKinds, type TemplateKind } from '../../../../shared/contract/templates.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { readJson, writeNew } from '../words.ts'
import { calling } from './calling.ts'
import { open, type Commands } from './command.ts'

const version = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw usageError(`The version is “${text}”, which is no number of a version.`)
  return Number(text)
}

function kindOf(word: string | undefined): TemplateKind {
  const kind = templateKinds.find((one) => one === word)
  if (kind) return kind
  throw usageError(`“${word ?? ''}” is no kind of template (${templateKinds.join(', ')}).`)
}

export const templateCommands: Commands = {
  'template list': calling({
    call: 'template.list',
    options: { kind: 'KIND', retired: '' },
    says: 'lists forms and other templates, with their versions',
    tells: ({ items }) => [
      ...items.map((row) =>
        [
          row.kind,
          row.key,
          row.retired
            ? `retired, ${showInstant(row.retired.at)}`
            : row.version === 0
              ? 'as supplied'
              : `version ${row.version}, ${showInstant(row.savedAt ?? '')}`,
          row.title,
        ].join('  '),
      ),
      count(items.length, 'template'),
    ],
  }),
  'template show': {
    takes: 'DIR KIND KEY [--version N] [--out FILE]',
    says: 'shows one as JSON, or writes it to a file',
    options: ['version', 'out'],
    run: async (work) => {
      const { args, out, call } = work
      const [wanted, target] = [version(args.option('version')), args.option('out')]
      const [kind, key = ''] = await open(work, 2)
      const detail = await call('template.get', { kind: kindOf(kind), key, version: wanted })
      const body = JSON.stringify(detail.body, null, 2)
      if (target !== undefined) await writeNew(resolve(target), `${body}\n`)
      out.answer(detail, target === undefined ? [body] : [`Version ${detail.version} written to ${resolve(target)}.`])
      return 0
    },
  },
  'template retire': {
    takes: 'DIR KIND KEY --reason R',
    says: 'takes one that the vault added out of use; its versions stay readable',
    options: ['reason'],
    run: async (work) => {
      const { args, out, call } = work
      const reason = args.need('reason')
      const [word, key = ''] = await open(work, 2)
      const kind = kindOf(word)
      const { version: base } = await call('template.get', { kind, key })
      const gone = await call('template.retire', { kind, key, base: Math.max(1, base), reason })
      out.answer(gone, [`The ${kind} ${key} is retired; its ${gone.version} versions stay readable.`])
      return 0
    },
  },
  'template save': {
    takes: 'DIR KIND KEY --file FILE --reason R [--base N]',
    says: 'saves a new version; the earlier ones stay',
    options: ['file', 'reason', 'base'],
    run: async (work) => {
      const { args, out, call } = work
      const [reason, given] = [args.need('reason'), version(args.option('base'))]
      const body = (await readJson(args.need('file'))) as Input<'template.save'>['body']
      const [word, key = ''] = await open(work, 2)
      const kind = kindOf(word)
      const newest = async (): Promise<number> =>
        (await call('template.list', { kind, retired: true })).items.find((row) => row.key === key)?.version ?? 0
      const saved = await call('template.save', { kind, key, base: given ?? (await newest()), body, reason })
      out.answer(saved, [`Version ${saved.version} of the ${kind} ${key} saved.`])
      return 0
    },
  },
}
