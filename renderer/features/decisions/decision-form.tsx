import { clsx } from 'clsx'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import { useDraft, type Draft } from '../../session/drafts.ts'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
import { useContractForm } from '../../ui/contract-form.tsx'
import { orNothing } from '../../ui/contract-input.ts'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ApprovalField } from './approval-field.tsx'
import { draftOf, emptyDraft, stands, type Decision, type DecisionDraft, type Decisions } from './decision.ts'
import { FactChoice } from './fact-choice.tsx'
import { OptionsField } from './options-field.tsx'
import { words } from './catalogue.ts'
import styles from './decisions.module.css'

interface DecisionFormProps {
  detail: {
    id: string
    number: string
    approver: { name: string } | null
    reports: { id: string; number: string; excerpt: string }[]
  }
  decisions: Decisions
  /** A returned decision that is put forward again; left out: a new one. */
  again?: Decision
  onDone: (number: string) => void
  onClose: () => void
}

/** Where a decision is written. It is a draft of its writer until it is put forward. */
export function DecisionForm(props: DecisionFormProps): ReactElement {
  const { detail, decisions, again } = props
  const draft = useDraft<DecisionDraft>(again ? `decision:${again.id}` : `decision:new:${detail.id}`)
  if (draft.found === undefined) return <Loading what={words.theDraft} />
  // The member at work may be that approver, and approves nothing of their own.
  const approver = decisions.approvers.find((name) => name === detail.approver?.name) ?? null
  return (
    <HeldForm draft={draft}>
      <Form {...props} draft={draft} start={draft.found?.body ?? (again ? draftOf(again) : emptyDraft(approver))} />
    </HeldForm>
  )
}

function Form({
  detail,
  decisions,
  again,
  onDone,
  onClose,
  draft,
  start,
}: DecisionFormProps & { draft: Draft<DecisionDraft>; start: DecisionDraft }): ReactElement {
  const form = useContractForm('decision.submit', {
    draft,
    values: start,
    wrong: whatIsMissing,
    input: ({ options, choice, approval, ...said }) => ({
      case: detail.id,
      ...(again ? { decision: again.id } : {}),
      question: said.question,
      options: options.map((option) => option.trim()).filter((option) => option !== ''),
      choice: options[choice]?.trim() ?? '',
      rationale: said.rationale,
      facts: said.facts,
      ...(approval.to === 'named' ? { approver: approval.name } : {}),
      ...(approval.to === 'nobody' ? { withoutApproval: approval.reason } : {}),
      ...(said.supersedes === '' ? {} : { supersedes: said.supersedes }),
      reviewOn: said.reviewOn === '' ? null : said.reviewOn,
    }),
    says: { question: words.sayWhatIsToBeDecided, rationale: words.sayWhyThisOne },
    onDone: (done) => done && onDone(done.number),
  })
  useKeys(words.decision, [
    { key: 'Mod+s', says: words.putTheDecisionForward, run: () => form.submit() },
    { key: 'Escape', says: words.leaveTheDecisionTheDraftStays, run: onClose },
  ])
  const alone = decisions.approvers.length === 0
  const without = alone || form.values.approval.to === 'nobody'
  const standing = decisions.items.filter((one) => stands(one) && one.id !== again?.id)
  return (
    <form className={clsx('form', styles.decision)} aria-label={words.decision} onSubmit={form.submit}>
      <div className={styles['decision-bar']}>
        <Act needs="case.write" type="submit" variant="filled" disabled={form.pending}>
          {without ? words.recordDecision : again ? words.putForwardAgain : words.putForwardForApproval}
        </Act>
        <Button onClick={onClose}>{words.leave}</Button>
        <DraftWords state={draft.state} suffix={words.notYetInTheRecord} />
      </div>
      {draft.state.kind === 'failed' && (
        <Problem
          problem={draft.state.failure}
          title={words.theDraftIsOnlyInThis}
          onRetry={() => draft.put(form.values)}
        />
      )}
      <Problem problem={form.problem} title={words.theDecisionWasNotRecordedYour} />
      {again?.answer?.reason && (
        <p>
          {words.returnedBy(again.answer.by)} <q className="words">{again.answer.reason}</q>
        </p>
      )}
      <TextInput
        label={words.question}
        placeholder={words.doWeCloseTheLobbyEntrance}
        autoFocus
        {...form.field('question')}
      />
      <OptionsField
        options={form.values.options}
        choice={form.values.choice}
        onChange={(options, choice) => form.set({ options, choice })}
        error={form.field('options').error}
      />
      <Textarea label={words.rationale} autosize minRows={3} {...form.field('rationale')} />
      <FactChoice
        detail={detail}
        decisions={decisions.items.filter(({ id }) => id !== again?.id)}
        chosen={form.values.facts}
        onChange={(facts) => form.set({ facts })}
      />
      <ApprovalField approvers={decisions.approvers} {...form.field('approval')} />
      {standing.length > 0 && (
        <NativeSelect
          label={words.supersedes}
          data={[
            { value: '', label: words.noEarlierDecision },
            ...standing.map(({ number, question }) => ({ value: number, label: `${number}: ${question}` })),
          ]}
          {...form.field('supersedes')}
        />
      )}
      <TextInput label={words.reviewOn} type="date" description={words.mayBeLeftEmpty} {...form.field('reviewOn')} />
    </form>
  )
}

/** What is missing beside what the contract says. */
function whatIsMissing({ options, choice, approval }: DecisionDraft): { options?: string; approval?: string } {
  const written = options.map((option) => option.trim()).filter((option) => option !== '')
  const wrong =
    written.length < 2
      ? words.writeAtLeastTwoOptionsDoing
      : new Set(written).size < written.length
        ? words.twoOfTheOptionsAreThe
        : orNothing(options[choice] ?? '') === undefined
          ? words.chooseOneOfTheOptions
          : undefined
  const alone = approval.to === 'nobody' && orNothing(approval.reason) === undefined
  return {
    ...(wrong === undefined ? {} : { options: wrong }),
    ...(alone ? { approval: words.sayWhyNobodyNeedsToApprove } : {}),
  }
}
