import { useState, type ReactElement } from 'react'
import { showAt, type At } from '../../../shared/kernel/pinpoint.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { bytes, count } from '../../ui/words.ts'
import { MemberTree, type Member } from './kinds/member-tree.tsx'
import type { Opened, Which } from './which.ts'
import styles from './viewer.module.css'

interface MembersProps {
  which: Which
  opened: Opened
  onMember: (path: string) => void
}

/** Files that are listed at once: an archive may hold a hundred thousand. */
const atOnce = 500

/** The files that lie in a file: each opens in place, and becomes an exhibit of its own on demand. */
export function Members({ which, opened, onMember }: MembersProps): ReactElement {
  const making = useTask('exhibit.derive', which.exhibit)
  const [shown, setShown] = useState(atOnce)
  const more = opened.members.length - shown
  if (opened.members.length === 0) return <p className="quiet">No other files lie in it.</p>
  const make = (path: string): void => {
    const at = [...which.within, path].reduceRight<At | undefined>(
      (inner, one) => ({ kind: 'member', path: one, ...(inner ? { at: inner } : {}) }),
      undefined,
    )
    if (!at) return
    const { exhibit, password } = which
    void making.run({ exhibit, at: showAt(at), password }, `Making an exhibit of ${plainly(path)}`)
  }
  const row = ({ path, size, encrypted, folder, modified, note }: Member, name: string): ReactElement => (
    <>
      <div>
        {folder ? (
          plainly(name)
        ) : (
          <button type="button" className="link" onClick={() => onMember(path)}>
            {plainly(name)}
          </button>
        )}
        <small>
          {[
            folder ? 'folder' : size === null ? 'size not said' : bytes(size),
            ...(encrypted ? ['encrypted'] : []),
            ...(modified === null ? [] : [modified]),
            ...(note === null ? [] : [note]),
          ].join(' · ')}
        </small>
      </div>
      {!folder && (
        <Act needs="exhibit.write" variant="subtle" disabled={making.running} onClick={() => make(path)}>
          Make exhibit
        </Act>
      )}
    </>
  )
  const folds = opened.view.kind === 'archive' && opened.members.some(({ path }) => path.includes('/'))
  return (
    <>
      <TaskProgress task={making.task} />
      {making.task?.state === 'failed' && (
        <Problem problem={making.task.failure} title="No exhibit was made" onDismiss={making.dismiss} />
      )}
      {making.result && <p role="status">Kept as {making.result.number}.</p>}
      {folds ? (
        <MemberTree members={opened.members} row={row} />
      ) : (
        <ul className={styles.members} aria-label="Files inside">
          {opened.members.slice(0, shown).map((member) => (
            <li key={member.path}>{row(member, member.path)}</li>
          ))}
        </ul>
      )}
      {more > 0 && !folds && (
        <button type="button" className="link" onClick={() => setShown(shown + atOnce)}>
          Show {count(Math.min(more, atOnce))} of {count(more)} more
        </button>
      )}
    </>
  )
}
