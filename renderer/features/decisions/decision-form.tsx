import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { useDraft, type Draft } from '../../app/drafts.ts'
import { useKeys } from '../../app/keys.ts'
import { Act } from '../../app/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ApprovalField } from './approval-field.tsx'
import { draftOf, emptyDraft, stands, type Decision, type DecisionDraft, type Decisions } from './decision.ts'
import { FactChoice } from './fact-choice.tsx'
import { OptionsField } from './options-field.tsx'

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
  if (draft.found === undefined) return <Loading what="the draft" />
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
  const [form, setForm] = useState(start)
  const [tried, setTried] = useState(false)
  const command = useCommand('decision.submit')
  const change = (next: Partial<DecisionDraft>): void => {
    const all = { ...form, ...next }
    setForm(all)
    draft.put(all)
  }
  const missing = whatIsMissing(form)
  const submit = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault()
    setTried(true)
    if (Object.values(missing).some((one) => one !== undefined) || command.isPending) return
    const { approval } = form
    const options = form.options.map((option) => option.trim()).filter((option) => option !== '')
    const done = await command
      .mutateAsync({
        case: detail.id,
        ...(again ? { decision: again.id } : {}),
        question: form.question,
        options,
        choice: form.options[form.choice]?.trim() ?? '',
        rationale: form.rationale,
        facts: form.facts,
        ...(approval.to === 'named' ? { approver: approval.name } : {}),
        ...(approval.to === 'nobody' ? { withoutApproval: approval.reason } : {}),
        ...(form.supersedes === '' ? {} : { supersedes: form.supersedes }),
        reviewOn: form.reviewOn === '' ? null : form.reviewOn,
      })
      .catch(() => null)
    if (!done) return
    await draft.drop().catch(() => undefined)
    onDone(done.number)
  }
  useKeys('Decision', [
    { key: 'Mod+s', says: 'put the decision forward', run: () => void submit() },
    { key: 'Escape', says: 'leave the decision; the draft stays', run: onClose },
  ])
  const alone = decisions.approvers.length === 0
  const without = alone || form.approval.to === 'nobody'
  const standing = decisions.items.filter((one) => stands(one) && one.id !== again?.id)
  const says = (what: keyof typeof missing): string | false => tried && (missing[what] ?? false)
  return (
    <form className="form decision" aria-label="Decision" onSubmit={(event) => void submit(event)}>
      <div className="decision-bar">
        <Act needs="case.write" type="submit" variant="filled" disabled={command.isPending}>
          {without ? 'Record decision' : again ? 'Put forward again' : 'Put forward for approval'}
        </Act>
        <Button onClick={onClose}>Leave</Button>
        <DraftWords state={draft.state} suffix=", not yet in the record" />
      </div>
      {draft.state.kind === 'failed' && (
        <Problem
          problem={draft.state.failure}
          title="The draft is only in this window"
          onRetry={() => draft.put(form)}
        />
      )}
      <Problem problem={command.error} title="The decision was not recorded; your text is still here" />
      {again?.answer?.reason && (
        <p>
          Returned by {again.answer.by}: <q className="words">{again.answer.reason}</q>
        </p>
      )}
      <TextInput
        label="Question"
        placeholder="Do we close the lobby entrance?"
        autoFocus
        value={form.question}
        maxLength={500}
        onChange={(event) => change({ question: event.currentTarget.value })}
        error={says('question')}
      />
      <OptionsField
        options={form.options}
        choice={form.choice}
        onChange={(options, choice) => change({ options, choice })}
        error={says('options')}
      />
      <Textarea
        label="Rationale"
        autosize
        minRows={3}
        value={form.rationale}
        onChange={(event) => change({ rationale: event.currentTarget.value })}
        error={says('rationale')}
      />
      <FactChoice
        detail={detail}
        decisions={decisions.items.filter(({ id }) => id !== again?.id)}
        chosen={form.facts}
        onChange={(facts) => change({ facts })}
      />
      <ApprovalField
        approvers={decisions.approvers}
        value={form.approval}
        onChange={(approval) => change({ approval })}
        error={says('approval')}
      />
      {standing.length > 0 && (
        <NativeSelect
          label="Supersedes"
          value={form.supersedes}
          data={[
            { value: '', label: 'No earlier decision' },
            ...standing.map(({ number, question }) => ({ value: number, label: `${number}: ${question}` })),
          ]}
          onChange={(event) => change({ supersedes: event.currentTarget.value })}
        />
      )}
      <TextInput
        label="Review on"
        type="date"
        description="may be left empty"
        value={form.reviewOn}
        onChange={(event) => change({ reviewOn: event.currentTarget.value })}
      />
    </form>
  )
}

function whatIsMissing({ question, options, choice, rationale, approval }: DecisionDraft) {
  const written = options.map((option) => option.trim()).filter((option) => option !== '')
  const chosen = options[choice]?.trim() ?? ''
  return {
    question: question.trim() === '' ? 'Say what is to be decided.' : undefined,
    options:
      written.length < 2
        ? 'Write at least two options: doing nothing is one.'
        : new Set(written).size < written.length
          ? 'Two of the options are the same.'
          : chosen === ''
            ? 'Choose one of the options.'
            : undefined,
    rationale: rationale.trim() === '' ? 'Say why this one.' : undefined,
    approval:
      approval.to === 'nobody' && approval.reason.trim() === '' ? 'Say why nobody needs to approve it.' : undefined,
  }
}
