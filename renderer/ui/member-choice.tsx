import { MultiSelect, Select } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Output } from '../../shared/contract/contract.ts'
import { useAsk } from '../session/client.ts'
import { words } from './catalogue.ts'

type Member = Output<'member.list'>['items'][number]

/** What a member must be able to do to be offered. The core decides; this only hides what it would refuse. */
const able: Record<'work' | 'approve' | 'read', readonly Member['roles'][number][]> = {
  work: ['investigator', 'supervisor'],
  approve: ['supervisor'],
  read: ['investigator', 'supervisor', 'counsel'],
}

interface Offered {
  may: keyof typeof able
  /** Members who are not offered, by id. */
  but?: readonly (string | null)[] | undefined
}

function useOffered({ may, but = [] }: Offered): { value: string; label: string }[] {
  const members = useAsk('member.list', {})
  return (members.data?.items ?? [])
    .filter(
      ({ state, roles, id }) =>
        state === 'active' && roles.some((role) => able[may].includes(role)) && !but.includes(id),
    )
    .map(({ id, name, own }) => ({ value: id, label: own ? words.youName(name) : name }))
}

interface MemberChoiceProps extends Offered {
  label: string
  /** Id of the member; null for none. */
  value: string | null
  onChange: (member: string | null) => void
  /** What it means that nobody is chosen; left out: somebody must be. */
  none?: string
  error?: string | false | undefined
  description?: string | undefined
}

/** One member of the vault, found by typing part of the name. */
export function MemberChoice({
  label,
  value,
  onChange,
  none,
  error,
  description,
  ...offered
}: MemberChoiceProps): ReactElement {
  const data = useOffered(offered)
  return (
    <Select
      label={label}
      placeholder={none ?? words.chooseAMember}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      clearable={none !== undefined}
      clearButtonProps={{ 'aria-label': words.clearLabel(label.toLowerCase()) }}
      allowDeselect={false}
      nothingFoundMessage={words.noMemberHasThisNameAnd}
      error={error}
      description={description}
    />
  )
}

interface MembersChoiceProps extends Offered {
  label: string
  value: string[]
  onChange: (members: string[]) => void
}

/** Any number of members of the vault. */
export function MembersChoice({ label, value, onChange, ...offered }: MembersChoiceProps): ReactElement {
  const data = useOffered(offered)
  return (
    <MultiSelect
      label={label}
      placeholder={value.length === 0 ? words.nobodyElse : ''}
      data={data}
      value={value}
      onChange={onChange}
      searchable
      nothingFoundMessage={words.noOtherMemberHasThisName}
    />
  )
}
