import { NativeSelect, TextInput } from '@mantine/core'
import type { ReactElement } from 'react'
import type { DecisionDraft } from './decision.ts'
import { words } from './catalogue.ts'

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
    return <p className="quiet">{words.noOtherMemberOfThisVault}</p>
  }
  const choose = (to: string): void => {
    if (to === 'any') onChange({ to })
    else if (to === 'nobody') onChange({ to, reason: '' })
    else onChange({ to: 'named', name: approvers[Number(to)] ?? '' })
  }
  return (
    <>
      <NativeSelect
        label={words.approval}
        value={value.to === 'named' ? String(approvers.indexOf(value.name)) : value.to}
        data={[
          { value: 'any', label: words.byAnyOtherMemberWhoMay },
          ...approvers.map((name, place) => ({ value: String(place), label: words.byName(name) })),
          { value: 'nobody', label: words.notNeededRecordItWithoutApproval },
        ]}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {value.to === 'nobody' && (
        <TextInput
          label={words.whyNobodyNeedsToApproveIt}
          value={value.reason}
          maxLength={500}
          onChange={(event) => onChange({ to: 'nobody', reason: event.currentTarget.value })}
          error={error}
        />
      )}
    </>
  )
}
