import { useMemo, useState, type ReactElement } from 'react'
import { plainly } from '../../../ui/name.ts'
import { bytes } from '../../../ui/words.ts'
import { words } from './catalogue.ts'
import { foldersOf, type Folder } from './folders.ts'
import type { Opened } from '../which.ts'
import styles from '../viewer.module.css'
import placed from './placed.module.css'

export type Member = Opened['members'][number]

interface TreeProps {
  members: readonly Member[]
  row: (member: Member, name: string) => ReactElement
}

/** The files of an archive by the folders of their paths; a folder is drawn once it is opened. */
export function MemberTree({ members, row }: TreeProps): ReactElement {
  const root = useMemo(() => foldersOf(members), [members])
  return <Inside folder={root} row={row} label={words.filesInside} />
}

/** Entries of one folder that are shown at once. */
const atOnce = 500

function Inside({ folder, row, label }: { folder: Folder; row: TreeProps['row']; label: string }): ReactElement {
  const [shown, setShown] = useState(atOnce)
  const folders = [...folder.folders.values()]
  const more = folder.files.length - shown
  return (
    <ul className={styles.members} aria-label={label}>
      {folders.slice(0, shown).map((one) => (
        <li key={one.name} className={placed.folder}>
          <Fold folder={one} row={row} open={folders.length === 1 && folder.files.length === 0} />
        </li>
      ))}
      {folder.files.slice(0, shown).map(({ member, name }) => (
        <li key={member.path}>{row(member, name)}</li>
      ))}
      {Math.max(more, folders.length - shown) > 0 && (
        <li>
          <button type="button" className="link" onClick={() => setShown(shown + atOnce)}>
            {words.showMore}
          </button>
        </li>
      )}
    </ul>
  )
}

function Fold({ folder, row, open: first }: { folder: Folder; row: TreeProps['row']; open: boolean }): ReactElement {
  const [open, setOpen] = useState(first)
  const { name, count, size, encrypted } = folder
  return (
    <>
      <button type="button" className={placed.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {plainly(name)}
        <small>
          {words.filesIn(count)} · {bytes(size)}
          {encrypted > 0 ? ` · ${words.encryptedIn(encrypted)}` : ''}
        </small>
      </button>
      {open && <Inside folder={folder} row={row} label={plainly(name)} />}
    </>
  )
}
