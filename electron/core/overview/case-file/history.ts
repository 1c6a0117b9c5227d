import type { CaseChange, CaseHistoryRow } from '../../../../shared/contract/cases.ts'
import { count } from '../../../../shared/kernel/show.ts'
import { caseNumberOf } from '../../casework/cases/index.ts'
import { reportsOfCase } from '../../intake/reports/index.ts'
import { entriesOf, oneEntry, type FieldSet, type StoredEntry } from '../../record/ledger/index.ts'
import { historyRow } from '../../record/history/index.ts'
import type { AboutCase, CaseParts, Workspace } from '../../record/members/index.ts'
import { entriesOfSubject, findSubject } from '../../casework/subjects/index.ts'
import { aboutCase } from './about.ts'

const decisive = new Set(['status', 'severity', 'owner', 'approver', 'category'])

/**
 * Every entry of a case and of its reports, newest first, each with the fields that it set: what they were and what they
 * became. Where an entry holds the new value only, the old one is what earlier entries set. Fails with NOT_FOUND.
 */
export function caseHistory(workspace: Workspace, features: readonly CaseParts[], ref: string): CaseHistoryRow[] {
  const { db } = workspace
  const about = aboutCase(workspace, ref, { here: true })
  const { id } = about.case
  return withChanges(workspace, features, entriesOf(db, id, reportsOfCase(db, id), entriesBeside(features, about)))
}

/** Entries that belong to a case and do not name it, by what its features know. */
export const entriesBeside = (features: readonly CaseParts[], about: AboutCase): number[] =>
  features.flatMap(({ caseFile }) => (caseFile === 'none' ? [] : (caseFile.entries?.(about) ?? [])))

/** Every entry about a subject and about those that were merged into it, newest first. Fails with NOT_FOUND. */
export function subjectHistory(workspace: Workspace, features: readonly CaseParts[], ref: string): CaseHistoryRow[] {
  const { db } = workspace
  const entries = entriesOfSubject(db, findSubject(db, ref).id).flatMap((seq) => oneEntry(db, seq) ?? [])
  return withChanges(workspace, features, entries)
}

function withChanges(workspace: Workspace, features: readonly CaseParts[], entries: StoredEntry[]): CaseHistoryRow[] {
  const { ledger } = workspace
  const weighs = new Set(features.flatMap(({ caseFile }) => (caseFile === 'none' ? [] : (caseFile.weighs ?? []))))
  const state = new Map<string, string | null>()
  const names = new Map<string, string>()
  return entries
    .map((stored): CaseHistoryRow => {
      const { entry, body } = stored
      const changes = body === null ? [] : changesOf(state, entry.subject, ledger.changesIn(entry.type, body))
      const payload = body === null ? undefined : ledger.said(entry.type, body)
      const said = (payload ?? {}) as { reason?: string; number?: string; title?: string }
      const name = said.number ?? said.title
      if (typeof name === 'string') names.set(entry.subject, name)
      return {
        ...historyRow(workspace, stored, caseNumberOf),
        subject: entry.subject,
        about: names.get(entry.subject) ?? null,
        changes,
        reason: said.reason ?? null,
        decision:
          weighs.has(entry.type) || (entry.type === 'case.changed' && changes.some(({ field }) => decisive.has(field))),
      }
    })
    .toReversed()
}

/** What is different after these fields were set; `state` holds every field's value so far, and is brought forward. */
function changesOf(state: Map<string, string | null>, subject: string, set: FieldSet[]): CaseChange[] {
  return set.flatMap(({ field, of = subject, from: said, to }) => {
    const key = `${of} ${field}`
    const from = said ?? state.get(key) ?? null
    state.set(key, to)
    return from === to ? [] : [{ field, ...passage(from, to) }]
  })
}

/** Of texts of many lines the lines that differ; of a long passage its beginning. */
function passage(from: string | null, to: string | null): { from: string | null; to: string | null } {
  const [before, after] = [from?.split('\n') ?? [], to?.split('\n') ?? []]
  if (before.length < 2 && after.length < 2) return { from: short(from), to: short(to) }
  const least = Math.min(before.length, after.length)
  let start = 0
  while (start < least && before[start] === after[start]) start++
  let end = 0
  while (end < least - start && before.at(-1 - end) === after.at(-1 - end)) end++
  const part = (lines: string[]): string | null =>
    lines.length - end <= start ? null : short(lines.slice(start, lines.length - end).join('\n'))
  return { from: part(before), to: part(after) }
}

const longest = 1500

const short = (text: string | null): string | null =>
  text === null || text.length <= longest
    ? text
    : `${text.slice(0, longest).toWellFormed()}… (${count(text.length - longest, 'character')} more)`
