import { Checkbox } from '@mantine/core'
import type { ReactElement } from 'react'
import type { Role } from '../../../shared/contract/permissions.ts'
import { allRoles, roleWords } from './words.ts'
import { words } from './catalogue.ts'
import styles from './members.module.css'

interface RoleBoxesProps {
  held: readonly Role[]
  onChange: (held: Role[]) => void
  error?: string | undefined
}

/** The roles of a member, each with what it may do. */
export const RoleBoxes = ({ held, onChange, error }: RoleBoxesProps): ReactElement => (
  <Checkbox.Group label={words.roles} value={[...held]} onChange={onChange} error={error}>
    <div className={styles['role-boxes']}>
      {allRoles.map((role) => (
        <Checkbox
          key={role}
          value={role}
          label={role.charAt(0).toUpperCase() + role.slice(1)}
          description={roleWords[role]}
        />
      ))}
    </div>
  </Checkbox.Group>
)
