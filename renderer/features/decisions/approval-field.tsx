import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { DecisionDraft } from './decision.ts'

interface ApprovalFieldProps {
  /** Names of those who may approve. */
  approvers: string[]
  value: DecisionDraft['approval']
  onChange: (value: DecisionDraft['approval']) => void
  error: string | false
}

/** Whom the decision is put to, or why to nobody. */
export function ApprovalField({ approvers, value, onChange, error }: ApprovalFieldProps): ReactElement {
  if (approvers.length === 0) {
    return (
      <p className="quiet">
        No other member of this vault may approve: the decision is recorded without approval, and says so wherever it is
        shown.
      </p>
    )
  }
  const choose = (to: string): void => {
    if (to === 'any') onChange({ to })
    else if (to === 'nobody') onChange({ to, reason: '' })
    else onChange({ to: 'named', name: approvers[Number(to)] ?? '' })
  }
  return (
    <>
      <NativeSelect
        label="Approval"
        value={value.to === 'named' ? String(approvers.indexOf(value.name)) : value.to}
        data={[
          { value: 'any', label: 'By any other member who may approve' },
          ...approvers.map((name, place) => ({ value: String(place), label: `By ${name}` })),
          { value: 'nobody', label: 'Not needed: record it without approval' },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {value.to === 'nobody' && (
        <TextInput
          label="Why nobody needs to approve it"
          value={value.reason}
          maxLength={500}
          onChange={(event) => onChange({ to: 'nobody', reason: event.currentTarget.value })}
          error={error}
        />
      )}
    </>
  )
}
