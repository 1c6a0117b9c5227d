import { missingFacts, strangeChoices } from '../../../../shared/contract/answers.ts'
import type { Checked } from '../../../../shared/contract/contract.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import { readTemplate } from '../templates/index.ts'

type Report = Checked<'report.add'>

/**
 * The report with the version of the form it was taken by. Fails with INVALID_INPUT, naming the field and the form, when a
 * required fact is missing. A report that names no form comes back as it is.
 */
export function validateAgainstForm(workspace: Workspace, report: Report): Report {
  if (!report.form) return report
  const { key, version } = report.form
  const form = readTemplate(workspace, 'form', key, version)
  if (!form) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no form “${key}”${version === undefined ? '' : ` of version ${version}`} in this vault.`,
      'See the forms in Settings, or `holdfast template list`; nothing was filed.',
    )
  }
  const title = `the form “${form.body.title.en}”`
  if (form.body.category !== report.category)
    throw refused(`${title} takes reports of the category ${form.body.category}, not ${report.category}`)
  const [missing] = missingFacts(form.body, report)
  if (missing !== undefined) throw refused(`${title} requires “${missing}”`)
  const [strange] = strangeChoices(form.body, report.fields)
  if (strange !== undefined) throw refused(`${title} has no such option for “${strange}”`)
  return { ...report, form: { key, version: form.version } }
}

const refused = (why: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `The report was not filed: ${why}.`,
    'Give it, or file the report without naming a form.',
  )
