import { FormTemplate, type fieldKinds } from '../../../../shared/contract/forms.ts'
import type { ReportDetail } from '../../../../shared/contract/intake.ts'
import type { Seen } from '../../../../shared/contract/subjects.ts'
import { identifiersIn, plainWords } from '../../../../shared/kernel/normal-form.ts'
import { findReport, isSite } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { readTemplate } from '../../intake/templates/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import { briefRow, familyOf, nothing, seenAtPoint, seenBefore, shownHit, type Asked, type Hit } from './seen.ts'

const most = { subjects: 8, reports: 12 }
/** So many of the newest reports of a place or reporter are looked at for those that went into a case. */
const mostOfOne = 50
/** So many words of a report are looked up among names; so many names that share a word with it are compared. */
const mostWords = 400
const mostNames = 1000

/** Whoever and whatever a report names, seen before: by its facts, by the answers that name somebody, and by its own words. */
export function seenInReport(workspace: Pick<Workspace, 'db' | 'ports'>, ref: string, all: boolean): Seen {
  const { db } = workspace
  const report = findReport(db, ref)
  const looking = { all, whole: true, most: mostOfOne }
  const parts = [
    ...asked(workspace, report).map((one) => seenBefore(db, { ...one, except: report.id }, looking)),
    seenAtPoint(db, report),
    { ...nothing, subjects: namedIn(db, report).map((hit) => shownHit(db, hit, report.id)) },
  ]
  const once = <T extends { id: string }>(items: T[]): T[] =>
    items.filter(({ id }, at) => items.findIndex((other) => other.id === id) === at)
  const reports = once(parts.flatMap((part) => part.reports))
  return {
    subjects: once(parts.flatMap((part) => part.subjects)).slice(0, most.subjects),
    // Where the earlier one went into a case, this one may belong there.
    reports: [
      ...reports.filter(({ caseNumber }) => caseNumber !== null),
      ...reports.filter(({ caseNumber }) => caseNumber === null),
    ].slice(0, most.reports),
    reportsInAll: Math.max(reports.length, ...parts.map(({ reportsInAll }) => reportsInAll)),
    complete: parts.every(({ complete }) => complete),
  }
}

const kindOfField: Partial<Record<(typeof fieldKinds)[number], Asked['kind']>> = {
  person: 'person',
  vehicle: 'vehicle',
  account: 'account',
  place: 'place',
  phone: 'any',
}

function asked(workspace: Pick<Workspace, 'db' | 'ports'>, report: ReportDetail): Asked[] {
  const { placeDetail, reporter, reporterContact, fields, form } = report
  const template = form && readTemplate(workspace, 'form', form.key, form.version)
  const answers = (template ? FormTemplate.parse(template.body).fields : []).flatMap(({ kind, label }) => {
    const [text, of] = [fields[label.en], kindOfField[kind]]
    return text === undefined || of === undefined ? [] : [{ text, kind: of }]
  })
  return [
    ...(isSite(placeDetail?.name) ? [{ text: placeDetail.name, kind: 'place' as const }] : []),
    ...(reporter === null ? [] : [{ text: reporter, kind: 'person' as const }]),
    ...(reporterContact === null ? [] : [{ text: reporterContact, kind: 'any' as const }]),
    ...answers,
    ...identifiersIn([report.narrative, ...Object.values(fields)].join('\n')).map(({ kind, form: text }) => ({
      text: kind === 'phone' ? Array.from(text).reverse().join('') : text,
      kind: 'any' as const,
    })),
  ]
}

/** Subjects whose name or alias of two words or more stands in the report's own words. One word alone stands in too many texts. */
function namedIn(db: Reader, { narrative, fields }: ReportDetail): Hit[] {
  const plain = plainWords([narrative, ...Object.values(fields)].join('\n'))
  const words = [...new Set(plain.split(' '))].filter((word) => word.length > 2).slice(0, mostWords)
  const names = db.all<{ root: string; name: string; alias: string | null }>(
    `select distinct s.root, s.name, a.name as alias
     from json_each(?) word join subject_key k on k.kind in ('name', 'alias') and k.form = word.value
       join subject s on s.id = k.subject_id
       left join subject_alias a on k.kind = 'alias' and a.id = k.source and a.withdrawn_at is null
     where k.kind = 'name' or a.id is not null limit ?`,
    JSON.stringify(words),
    mostNames,
  )
  return names.flatMap(({ root, name, alias }) => {
    const told = plainWords(alias ?? name)
    if (!told.includes(' ') || !` ${plain} `.includes(` ${told} `)) return []
    const brief = db.get(briefRow, { id: root })
    return brief ? [{ ...brief, why: `named: “${alias ?? name}”`, exact: true, family: familyOf(db, root) }] : []
  })
}
