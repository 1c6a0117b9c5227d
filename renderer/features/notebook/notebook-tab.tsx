import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act } from '../../session/may.tsx'
import { useVault } from '../../session/session.ts'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { dayOf, occurredInWords } from '../../ui/time.ts'
import { At } from '../../ui/when.tsx'
import { SealToday } from './margin-forms.tsx'
import { NoteScreen } from './note-screen.tsx'
import { Revisions } from './revisions.tsx'
import { words } from './catalogue.ts'
import styles from './notebook.module.css'

interface NotebookTabProps {
  detail: { id: string; number: string }
  /** Id of the open note, or `new`. */
  item: string | undefined
  onItem: (item: string | undefined) => void
}

/** The notes of a case, and the one that is being written. */
export function NotebookTab({ detail, item: asked, onItem }: NotebookTabProps): ReactElement {
  const past = useIsPast()
  const item = past && asked === 'new' ? undefined : asked
  const answer = useAskThen('note.list', { case: detail.id })
  const notes = [...(answer.data?.items ?? [])].sort((a, b) => Date.parse(b.writtenAt) - Date.parse(a.writtenAt))
  const note = notes.find(({ id }) => id === item)
  useKeys(words.notebook, [{ key: 'n', says: words.newNote, run: () => onItem('new') }], !past)
  // A new note keeps its editor, and the cursor in it, when its first revision is saved.
  const [made, setMade] = useState({ round: 0, id: '' })
  const [before, setBefore] = useState(item)
  if (item !== before) {
    setBefore(item)
    if (item === 'new') setMade({ round: made.round + 1, id: '' })
  }
  const isMade = item !== undefined && item === made.id
  const [sealing, setSealing] = useState(false)
  const me = useVault()?.member.name
  const today = notes.filter(
    ({ seal, author, writtenAt }) =>
      seal === null && author === me && dayOf(writtenAt) === dayOf(new Date().toISOString()),
  )
  const open = item === 'new' || isMade || note !== undefined
  const unknown = !open && item !== undefined && answer.data !== undefined && !answer.isFetching

  return (
    <div className={styles.notebook} data-open={item === undefined ? undefined : true}>
      <section className={styles['note-list']} aria-label={words.notes}>
        {!past && (
          <div className="room-bar">
            <Act needs="note.write" variant={item === undefined ? 'filled' : 'default'} onClick={() => onItem('new')}>
              {words.newNote2}
            </Act>
            {today.length > 0 && (
              <Act needs="note.write" onClick={() => setSealing(true)}>
                {words.sealToday}
              </Act>
            )}
          </div>
        )}
        {sealing && !past && today.length > 0 && (
          <SealToday caseRef={detail.id} notes={today} onDone={() => setSealing(false)} />
        )}
        <Problem problem={answer.error} title={words.theNotesCouldNotBeRead} onRetry={() => void answer.refetch()} />
        {!answer.data && !answer.error && <Loading what={words.theNotes} />}
        <ul>
          {notes.map((row) => (
            <li key={row.id}>
              <button type="button" aria-current={row.id === item ? 'true' : undefined} onClick={() => onItem(row.id)}>
                <b>{row.title}</b>
                <small>
                  {words.writtenValue(row.happenedAt ? `${occurredInWords(row.happenedAt)} · ` : '')}{' '}
                  <At at={row.writtenAt} /> · {row.author}
                </small>
                <small>
                  {row.number} · {words.revisionRevision(row.revision)}
                  {row.seal && <span> {words.sealedMark}</span>}
                  {row.late && <span className="late-mark"> {words.lateEntry}</span>}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {item === undefined && answer.data && (
        <div className={styles['note-none']}>
          {notes.length === 0 ? (
            <Empty says={words.notesAreKeptAsANotebook} />
          ) : (
            <p className="quiet">{past ? words.chooseANote : words.chooseANoteOrBeginOne}</p>
          )}
        </div>
      )}
      {unknown && (
        <div className={styles['note-none']}>
          <p className="quiet">{words.thatNoteIsNotInThis}</p>
        </div>
      )}
      {past && note && <Revisions key={note.id} note={note.id} onClose={() => onItem(undefined)} />}
      {!past && open && item !== undefined && (
        <NoteScreen
          key={item === 'new' || isMade ? `new ${made.round}` : item}
          caseRef={detail.id}
          noteId={item === 'new' ? null : item}
          note={note ?? null}
          onSaved={(id) => {
            setMade({ ...made, id })
            onItem(id)
          }}
          onClose={() => onItem(undefined)}
        />
      )}
    </div>
  )
}
