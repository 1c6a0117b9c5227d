import type { Output } from '../../../shared/contract/contract.ts'
import { count, showInstant } from '../../../shared/kernel/show.ts'

type Report = Output<'ledger.audit'>

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
const titled = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines])

/** An audit's report for people: the verdict, the first bad thing, all of them, what they concern, what stands. */
export function auditInWords(report: Report): string[] {
  const { entries, exhibits, problems, first, steps, affects, stands, head, scope } = report
  const added = scope === 'new' ? ' added since the last audit' : ''
  const read = `${count(entries, 'entry', 'entries')}${added}${scope === 'new' ? '' : ` and ${count(exhibits, 'exhibit')}`} checked in ${seconds(report.took)}`
  const [worst] = first === null ? [] : problems.slice(first, first + 1)
  return [
    report.ok ? `Nothing was changed: ${read}.` : `${count(problems.length, 'problem')}: ${read}.`,
    ...(worst ? [`The first: ${worst.where}: ${worst.message} [${worst.code}]`] : []),
    ...titled(
      'Problems',
      problems.map(({ code, where, message }) => `  ${where}: ${message} [${code}]`),
    ),
    ...titled(
      'What they concern',
      affects.map(({ kind, name, why }) => `  ${kind} ${name}: ${why}`),
    ),
    ...titled(
      'What still stands',
      stands.map((sentence) => `  ${sentence}`),
    ),
    ...titled(
      'What was checked',
      steps.map(({ what, checked, result, problems: n, remark, at, took }) => {
        const found = result === 'ok' ? 'sound' : result === 'problems' ? count(n, 'problem') : 'not carried out'
        const earlier = at < report.startedAt ? `, carried out at ${showInstant(at)} before an interruption` : ''
        return `  ${what}: ${checked}, ${found}, ${seconds(took)}${earlier}.${remark === null ? '' : ` ${remark}`}`
      }),
    ),
    '',
    `Run by ${report.by} with Holdfast ${report.version} at ${showInstant(report.startedAt)}, under the head of ${count(head.size, 'entry', 'entries')}, root ${head.root}, signed ${head.by === null ? '' : `by ${head.by} `}at ${showInstant(head.at)}.`,
    ...(report.recorded === null ? [] : [`It is on record as entry ${report.recorded}.`]),
  ]
}
