import type { AuditReport } from '../../../shared/contract/ledger.ts'
import { count, showInstant } from '../../../shared/kernel/show.ts'
import { grouped } from '../print/index.ts'

const results = { ok: 'sound', problems: 'problems', 'not-done': 'not carried out' } as const
const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`)

/** What the template audit.typ reads. */
export function reportPages(report: AuditReport, vault: { id: string; folder: string }): object {
  const { ok, scope, from, head, problems, first, steps, affects, stands, startedAt } = report
  const worst = first === null ? undefined : problems[first]
  return {
    verdict: ok ? 'Nothing was changed' : `${count(problems.length, 'problem')} found`,
    ok,
    what: [
      scope === 'full'
        ? 'Full audit'
        : from === 0
          ? 'Audit of the entries alone'
          : `Audit of what was added from entry ${from} on`,
      count(report.entries, 'entry', 'entries'),
      ...(scope === 'full' ? [count(report.exhibits, 'exhibit')] : []),
      seconds(report.took),
    ].join(' · '),
    vault,
    by: report.by,
    version: report.version,
    run: showInstant(startedAt),
    date: Object.fromEntries(
      ['year', 'month', 'day', 'hour', 'minute', 'second'].map((part, i) => [part, Number(startedAt.split(/\D/)[i])]),
    ),
    head: {
      size: count(head.size, 'entry', 'entries'),
      root: grouped(head.root),
      signed: `${head.by === null ? '' : `by ${head.by} `}${showInstant(head.at)}`,
    },
    recorded: report.recorded === null ? null : String(report.recorded),
    first: worst ?? null,
    problems,
    stands,
    affects: affects.map(({ kind, name, why }) => ({ what: `${kind} ${name}`, why })),
    steps: steps.map(({ what, checked, result, problems: found, remark, at, took }) => ({
      what,
      checked,
      result: result === 'problems' ? count(found, 'problem') : results[result],
      took: seconds(took),
      remark: [remark, at < startedAt ? `Carried out ${showInstant(at)}, before an interruption.` : null]
        .filter((one) => one !== null)
        .join(' '),
    })),
  }
}
