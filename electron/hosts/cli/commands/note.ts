import { plainTextOf, richTextOf } from '../../../../shared/contract/rich-text.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { count, showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import { readWords } from '../words.ts'
import { calling } from './calling.ts'
import { firstLine, open, type Commands } from './command.ts'

export const noteCommands: Commands = {
  'note add': {
    takes: 'DIR CASE --text -|FILE [--title T]',
    says: 'writes a note',
    options: ['text', 'title'],
    run: async (work) => {
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
  },
  'note list': calling({
    call: 'note.list',
    words: { case: 'CASE' },
    options: { 'as-of': 'INSTANT' },
    says: 'shows the notes of a case, each in its newest revision',
    tells: ({ items }) => [
      ...items.flatMap(({ title, revision, author, writtenAt, happenedAt, late, body }) => [
        [
          title,
          `revision ${revision}`,
          `${author} ${showInstant(writtenAt)}${late ? ' (late entry)' : ''}`,
          ...(happenedAt === null ? [] : [`happened ${showOccurred(happenedAt)}`]),
        ].join('  '),
        ...plainTextOf(body)
          .split('\n')
          .map((line) => `    ${line}`.trimEnd()),
      ]),
      count(items.length, 'note'),
    ],
  }),
}
