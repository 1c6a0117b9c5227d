import { clsx } from 'clsx'
import { TextInput } from '@mantine/core'
import { useEffect, type ReactElement } from 'react'
import type { Output } from '../../../shared/contract/contract.ts'
import { useAsk } from '../../session/client.ts'
import { FormPanel, useContractForm } from '../../ui/contract-form.tsx'
import { limitOf } from '../../ui/contract-input.ts'
import { Problem } from '../../ui/problem.tsx'
import { categoryWords } from '../../ui/words.ts'
import { words } from './catalogue.ts'
import styles from './intake.module.css'

interface MergeFormProps {
  report: Output<'report.get'>
  /** An earlier report that went into a case, and what the two share. */
  suggested: Output<'subject.seen'>['reports'][number] | undefined
  onDone: () => void
}

/** Into which case the report belongs, and why. */
export function MergeForm({ report, suggested, onDone }: MergeFormProps): ReactElement {
  const proposed = {
    filter: suggested?.caseNumber ?? '',
    into: suggested?.caseNumber ?? '',
    reason: suggested ? words.likeNumberWhy({ number: suggested.number, why: suggested.why }).slice(0, 500) : '',
  }
  const form = useContractForm('report.merge', {
    kept: `merge ${report.id}`,
    values: proposed,
    input: ({ into, reason }) => ({ report: report.id, into, reason }),
    says: { into: words.chooseTheCase, reason: words.sayWhyItBelongsThere },
    onDone,
  })
  const { filter, into, reason } = form.values
  // What was seen before may be found while the form stands there already; one that nobody touched takes it up.
  const isUntouched = filter + into + reason === ''
  const like = suggested?.number
  useEffect(() => {
    if (like !== undefined && isUntouched) form.set(proposed)
  }, [like]) // eslint-disable-line
  const cases = useAsk('case.list', { filter: filter.trim(), which: 'open', limit: 50 }, { keep: true })
  const { error } = form.field('into')
  return (
    <FormPanel
      form={form}
      title={words.mergeIntoCase}
      kicker={report.number}
      does={words.mergeReport}
      failed={words.theReportWasNotMerged}
      says={words.bothKeepTheirOwnNumbersAnd}
      onClose={onDone}
    >
      <blockquote className={clsx('verbatim', styles.short)} tabIndex={0}>
        {report.narrative}
      </blockquote>
      <TextInput
        label={words.findTheCase}
        placeholder={words.numberTitleOrOwner}
        {...form.field('filter')}
        maxLength={limitOf('case.list', 'filter')}
      />
      <Problem problem={cases.error} title={words.theCasesCouldNotBeRead} />
      <fieldset className="pick">
        <legend>{words.case}</legend>
        {cases.data?.items.map((row) => (
          <label key={row.id}>
            <input
              type="radio"
              name="into"
              checked={into === row.number}
              onChange={() => form.set({ into: row.number })}
            />
            <span>
              <b>{row.title}</b>
              <small>
                {row.number} · {categoryWords[row.category]} · {row.owner}
              </small>
            </span>
          </label>
        ))}
        {cases.data?.items.length === 0 && <p className="quiet">{words.noCaseMatches}</p>}
      </fieldset>
      {error && <p className="late">{error}</p>}
      <TextInput label={words.reason} placeholder={words.whyItBelongsThere} {...form.field('reason')} />
    </FormPanel>
  )
}
