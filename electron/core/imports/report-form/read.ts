import { eq, or } from 'drizzle-orm'
import type { FormField, FormTemplate } from '../../../../shared/contract/forms.ts'
import type { SealedReport } from '../../../../shared/contract/report-form.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import type { Answer } from '../../../../shared/report-form/body.ts'
import type { Workspace } from '../../record/members/index.ts'
import { readTemplate } from '../../intake/templates/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import type { Opened } from './sealed-file.ts'
import { formImports } from './tables.ts'

/** An opened report in the words of its form, as the vault has that form. */
export function describe(workspace: Workspace, opened: Opened): SealedReport {
  const { body, path, sha256, size, key } = opened
  const { form, narrative, immediateDanger, occurredAt, place, reporter, attachments, savedAt, zone, language } = body
  const template = readTemplate(workspace, 'form', form.key, form.version)?.body
  return {
    file: path,
    sha256,
    size,
    key,
    form: { ...form, title: template?.title.en ?? form.key, known: template !== undefined },
    language,
    category: template?.category ?? 'other',
    narrative,
    immediateDanger,
    occurredAt,
    place,
    reporter,
    answers: answersOf(template, body.answers),
    attachments,
    savedAt,
    zone,
    ...seenBefore(workspace.db, sha256, body.id),
  }
}

const filedRows = query((from, { filling, sha256 }: Given<{ filling: string; sha256: string }>) =>
  from
    .select({ sha256: formImports.sha256, reportNumber: formImports.reportNumber })
    .from(formImports)
    .where(or(eq(formImports.filling, filling), eq(formImports.sha256, sha256)))
    .orderBy(formImports.seq),
)

/** In the form's order; what the form does not ask comes last, under the name that the file gives it. */
function answersOf(template: FormTemplate | undefined, answers: Record<string, Answer>): SealedReport['answers'] {
  const fields = template?.fields ?? []
  const asked = fields.filter(({ id }) => Object.hasOwn(answers, id)).map(({ id }) => id)
  const others = Object.keys(answers).filter((id) => !asked.includes(id))
  return [...asked, ...others].map((id) => {
    const field = fields.find((one) => one.id === id)
    return { label: field?.label.en ?? id, text: inWords(answers[id] ?? '', field) }
  })
}

function inWords(answer: Answer, field: FormField | undefined): string {
  const option = (id: string): string => field?.options?.find((one) => one.id === id)?.label.en ?? id
  if (typeof answer === 'string') return field?.kind === 'choice' ? option(answer) : answer
  if (typeof answer === 'boolean') return answer ? 'Yes' : 'No'
  if (typeof answer === 'number') return String(answer)
  return Array.isArray(answer) ? answer.map(option).join(', ') : showOccurred(answer)
}

function seenBefore(db: Reader, sha256: string, filling: string): Pick<SealedReport, 'filedAs' | 'otherSaves'> {
  const rows = db.all(filedRows, { filling, sha256 })
  return {
    filedAs: rows.find((row) => row.sha256 === sha256)?.reportNumber ?? null,
    otherSaves: rows.filter((row) => row.sha256 !== sha256).map((row) => row.reportNumber),
  }
}
