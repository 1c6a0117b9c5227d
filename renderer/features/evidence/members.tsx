import { useState, type ReactElement } from 'react'
import { showAt, type At } from '../../../shared/kernel/pinpoint.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { bytes } from '../../ui/words.ts'
import { MemberTree, type Member } from './kinds/member-tree.tsx'
import { words } from './catalogue.ts'
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
  if (opened.members.length === 0) return <p className="quiet">{words.noOtherFiles}</p>
  const make = (path: string): void => {
    const at = [...which.within, path].reduceRight<At | undefined>(
      (inner, one) => ({ kind: 'member', path: one, ...(inner ? { at: inner } : {}) }),
      undefined,
    )
    if (!at) return
    const { exhibit, password } = which
    void making.run({ exhibit, at: showAt(at), password }, words.makingExhibitOf(plainly(path)))
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
            folder ? words.folder : size === null ? words.sizeNotSaid : bytes(size),
            ...(encrypted ? [words.encrypted] : []),
            ...(modified === null ? [] : [modified]),
            ...(note === null ? [] : [note]),
          ].join(' · ')}
        </small>
      </div>
      {!folder && (
        <Act needs="exhibit.write" variant="subtle" disabled={making.running} onClick={() => make(path)}>
          {words.makeExhibit}
        </Act>
      )}
    </>
  )
  const folds = opened.view.kind === 'archive' && opened.members.some(({ path }) => path.includes('/'))
  return (
    <>
      <TaskProgress task={making.task} />
      {making.task?.state === 'failed' && (
        <Problem problem={making.task.failure} title={words.noExhibitMade} onDismiss={making.dismiss} />
      )}
      {making.result && <p role="status">{words.keptAs(making.result.number)}</p>}
      {folds ? (
        <MemberTree members={opened.members} row={row} />
      ) : (
        <ul className={styles.members} aria-label={words.filesInside}>
          {opened.members.slice(0, shown).map((member) => (
            <li key={member.path}>{row(member, member.path)}</li>
          ))}
        </ul>
      )}
      {more > 0 && !folds && (
        <button type="button" className="link" onClick={() => setShown(shown + atOnce)}>
          {words.showSomeOfMore({ some: Math.min(more, atOnce), more })}
        </button>
      )}
    </>
  )
}
