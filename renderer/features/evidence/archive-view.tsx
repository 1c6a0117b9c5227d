import type { ReactElement } from 'react'
import { Members } from './members.tsx'
import { Pins } from './pin.tsx'
import type { ViewProps } from './which.ts'
import styles from './viewer.module.css'

/** What an archive holds, each opened in place. */
export const ArchiveView = ({ which, opened, view, marks, onMember, onMark }: ViewProps<'archive'>): ReactElement => (
  <div className={styles.sheet}>
    <h2>
      {view.format} <Pins marks={marks} onMark={onMark} />
    </h2>
    <Members which={which} opened={opened} onMember={onMember} />
  </div>
)
