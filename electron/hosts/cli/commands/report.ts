import { resolve } from 'node:path'
import type { Input, Output as Answer } from '../../../../shared/contract/contract.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { causesInWords, surveyInWords } from '../table-words.ts'
import { usageError } from '../usage.ts'
import { readJson, skippedInWords } from '../words.ts'
import { gradingInWords, reportInWords } from '../report-words.ts'
import { chosenOf, sameIn, sameInWords } from './exhibit.ts'
import { calling } from './calling.ts'
import { firstLine, open, stoodInWords, type Commands, type Work } from './command.ts'

export const reportCommands: Commands = {
  'report add': {
    takes: 'DIR [FILE…] --file report.json|- [--same keep|skip|refuse] [--reason R]',
    says: 'takes a report in, with the files that came with it',
    options: ['file', 'same', 'reason'],
    run: async (work) => {
      const { args, out, call } = work
      const report = await readJson(args.need('file'))
      const same = sameIn(args.option('same'))
      const attached = await open(work, 0, 100)
      if (attached.length === 0) {
        const filed = await call('report.add', report as Input<'report.add'>)
        out.answer(filed, [`Report ${filed.report} filed.`])
        return 0
      }
      const { files, passed } = await chosenOf(work, attached, same)
      const again = args.option('reason')
      const filed = await call('report.take', { report: report as Input<'report.add'>, files, again })
      out.answer(filed, [
        `Report ${filed.report} filed.`,
        ...filed.exhibits.flatMap(({ number, size, sha256, sameAs }) => [
          `${number}  ${showSize(size)}  SHA-256 ${sha256}`,
          ...sameInWords(number, sameAs),
        ]),
        ...passed,
      ])
      return 0
    },
  },
  'report list': {
    takes: 'DIR [--limit N] [--as-of INSTANT]',
    says: 'lists reports',
    options: ['limit', 'as-of'],
    run: async (work) => {
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
        ...stoodInWords(list.stood),
      ])
      return 0
    },
  },
  'report show': {
    takes: 'DIR REPORT [--as-of INSTANT]',
    says: 'shows a report, its words as they were given, and its factors and notifications',
    options: ['as-of'],
    run: async (work) => {
      const asOf = work.args.option('as-of')
      const [ref = ''] = await open(work, 1)
      const report = await work.call('report.get', { report: ref, asOf })
      const grading = await work.call('report.grading', { report: ref, asOf })
      work.out.answer({ ...report, grading }, [...reportInWords(report), ...gradingInWords(grading)])
      return 0
    },
  },
  'report import': {
    takes: 'DIR FILE.csv --map MAP.json [--dry-run]',
    says: 'takes many in; lists the rows it refused, with reasons',
    options: ['map'],
    flags: ['dry-run'],
    run: async (work) => {
      const map = await readJson(work.args.need('map'))
      const [given = ''] = await open(work, 1)
      const asked = { file: resolve(given), map: map as Input<'report.import'>['map'] }
      if (work.args.flag('dry-run')) {
        const survey = await work.call('import.table', asked)
        work.out.answer(survey, surveyInWords(survey))
        return (survey.would?.refuse ?? 0) > 0 ? 1 : 0
      }
      const result = await work.call('report.import', asked)
      work.out.answer(result, [
        `${count(result.imported, 'report')} imported, ${result.rejected.length} rejected.`,
        ...result.problems.map((problem) => `! ${problem}`),
        ...causesInWords(result.causes).map((line) => `refused, ${line}`),
        ...causesInWords(result.remarks).map((line) => `to know, ${line}`),
        ...result.rejected.slice(0, 20).map(({ line, reason }) => `line ${line}: ${reason}`),
        ...(result.rejected.length > 20
          ? [`and ${count(result.rejected.length - 20, 'more row')}; --json names each`]
          : []),
        ...(result.skipped > 0 ? [skippedInWords(result.skipped)] : []),
      ])
      return 0
    },
  },
  'report promote': calling({
    call: 'report.promote',
    words: { report: 'REPORT' },
    options: { title: 'T', owner: 'M', approver: 'M', team: 'M[,M]', playbook: 'P', 'follow-up-due': 'T' },
    says: 'makes a case of a report',
    tells: ({ case: ref }) => [`Case ${ref} opened.`],
  }),
  'report merge': calling({
    call: 'report.merge',
    words: { report: 'REPORT' },
    options: { into: 'CASE', reason: 'R' },
    says: 'adds a report to a case',
    tells: ({ case: ref }) => [`Merged into case ${ref}.`],
  }),
  'report decline': calling({
    call: 'report.decline',
    words: { report: 'REPORT' },
    options: { reason: 'R' },
    says: 'declines a report; it stays searchable',
    tells: ({ report }) => [`Report ${report} declined.`],
  }),
}

/** The newest reports, as many as were asked for; the core gives a thousand at a time. */
async function listReports({ args, call }: Work, limit: number): Promise<Answer<'report.list'>> {
  const page = (offset: number): Promise<Answer<'report.list'>> =>
    call('report.list', {
      disposition: 'all',
      order: 'newest',
      asOf: args.option('as-of'),
      offset,
      limit: Math.min(1000, limit - offset),
    })
  const list = await page(0)
  while (list.items.length < Math.min(limit, list.total)) list.items.push(...(await page(list.items.length)).items)
  return list
}
