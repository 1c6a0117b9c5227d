import { Button, TextInput } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../session/client.ts'
import type { Draft } from '../../session/drafts.ts'
import { useKeys } from '../../session/keys.ts'
import { RichText, type RichTextValue } from '../../editor/rich-text.tsx'
import { Act } from '../../session/may.tsx'
import { DraftWords } from '../../ui/draft-words.tsx'
import { Problem } from '../../ui/problem.tsx'
import { clockOf } from '../../ui/time.ts'
import { readWhen, WhenField, type WhenTyped } from '../../ui/when-field.tsx'
import { Handling } from '../handling/index.ts'
import { Difference } from './difference.tsx'
import type { Note, NoteDraft } from './note-draft.ts'
import { words } from './catalogue.ts'
import styles from './notebook.module.css'

interface NoteFormProps {
  caseRef: string
  noteId: string | null
  note: Note | null
  draft: Draft<NoteDraft>
  start: NoteDraft
  hidden: boolean
  onSaved: (note: string) => void
  onClose: () => void
  onRevisions: () => void
  /** Back to reading; the draft stays. */
  onRead: () => void
  onDiscarded: () => void
}

/** Where a note is written. What is typed is a draft until a revision is saved; neither is lost by leaving. */
export function NoteForm(props: NoteFormProps): ReactElement {
  const { caseRef, noteId, note, draft, start, hidden, onSaved, onClose, onRead, onRevisions, onDiscarded } = props
  const [title, setTitle] = useState(start.title)
  const [happenedAt, setHappenedAt] = useState<WhenTyped>(start.happenedAt)
  const [base, setBase] = useState(start.base)
  const [saved, setSaved] = useState<{ revision: number; at: string } | null>(null)
  const [tried, setTried] = useState(false)
  const now = useRef<Omit<NoteDraft, 'body'>>(start)
  const body = useRef<() => RichTextValue>(() => start.body)
  const edited = useRef(0)
  /** Known from the first save on, before the screen around it knows. */
  const id = useRef(noteId)
  const save = useCommand('note.save')
  const when = readWhen(happenedAt)
  const { put, drop } = draft

  const change = useCallback(
    (next: Partial<Omit<NoteDraft, 'body'>>) => {
      now.current = { ...now.current, ...next }
      edited.current += 1
      setSaved(null)
      put(wholeOf(now.current, body.current))
    },
    [put],
  )
  const onText = useCallback(
    (read: () => RichTextValue) => {
      body.current = read
      change({})
    },
    [change],
  )

  const saveRevision = async (onto = base): Promise<void> => {
    setTried(true)
    if (title.trim() === '' || when.error !== undefined || save.isPending) return
    const before = edited.current
    const result = await save
      .mutateAsync({
        case: caseRef,
        ...(id.current === null ? {} : { note: id.current }),
        base: onto,
        title,
        body: body.current(),
        happenedAt: when.when,
      })
      .catch(() => null)
    if (!result) return
    id.current = result.note
    await drop().catch(() => undefined)
    now.current = { ...now.current, base: result.revision }
    if (edited.current === before) setSaved({ revision: result.revision, at: new Date().toISOString() })
    setBase(result.revision)
    setTried(false)
    if (noteId === null) onSaved(result.note)
  }
  // What was typed while a revision was on its way is a draft upon that revision.
  const editedAtBase = useRef(0)
  useEffect(() => {
    if (edited.current !== editedAtBase.current && base !== start.base && saved === null)
      put(wholeOf(now.current, body.current))
    editedAtBase.current = edited.current
  }, [base, put, saved, start.base])

  const discard = (): void => {
    void drop().then(onDiscarded, () => undefined)
  }
  useKeys(words.note, [
    { key: 'Mod+s', says: words.saveRevision, run: () => void saveRevision() },
    { key: 'Escape', says: words.leaveTheNoteTheDraftStays, run: onClose },
  ])
  const conflict = save.error?.code === 'CONFLICT'
  const behind = note !== null && note.revision > base
  const draftExists = saved === null && draft.state.kind !== 'none'

  return (
    <div className={styles.note} hidden={hidden}>
      <div className={styles['note-bar']}>
        <Button className={styles['all-notes']} onClick={onClose}>
          {words.allNotes}
        </Button>
        <Act needs="note.write" variant="filled" onClick={() => void saveRevision()} disabled={save.isPending}>
          {words.saveRevision2}
        </Act>
        {note && <Button onClick={onRead}>{words.read}</Button>}
        {note && <Button onClick={onRevisions}>{words.showRevisions}</Button>}
        {draftExists && <Button onClick={discard}>{words.discardDraft}</Button>}
        <span className={styles['note-state']}>
          {saved ? (
            <span className="draft-words" role="status">
              {words.revisionSaved({ revision: saved.revision, clockOf: clockOf(saved.at) })}
            </span>
          ) : (
            <DraftWords state={draft.state} suffix={words.notYetInTheRecord} />
          )}
        </span>
      </div>
      {draft.state.kind === 'failed' && (
        <Problem
          problem={draft.state.failure}
          title={words.theDraftIsOnlyInThis}
          onRetry={() => put(wholeOf(now.current, body.current))}
        />
      )}
      <Problem problem={save.error} title={words.theRevisionWasNotSavedYour}>
        {conflict && note && note.revision > base && (
          <>
            <Button onClick={onRevisions}>{words.showRevision(note.revision)}</Button>
            <Act needs="note.write" onClick={() => void saveRevision(note.revision)}>
              {words.saveAsRevision(note.revision + 1)}
            </Act>
          </>
        )}
      </Problem>
      {behind && note && <Behind note={note} draft={() => body.current()} base={base} />}
      <div className={styles['note-fields']}>
        <TextInput
          label={words.noteTitle}
          value={title}
          maxLength={500}
          autoFocus={noteId === null}
          onChange={(event) => {
            setTitle(event.currentTarget.value)
            change({ title: event.currentTarget.value })
          }}
          error={tried && title.trim() === '' && words.giveTheNoteATitle}
        />
        <WhenField
          label={words.happened}
          value={happenedAt}
          onChange={(next) => {
            setHappenedAt(next)
            change({ happenedAt: next })
          }}
          error={tried ? when.error : undefined}
        />
      </div>
      {note && <Handling record={note.id} of={note.title} />}
      <RichText className={styles['note-text']} label={words.noteText} start={start.body} onChange={onText} />
    </div>
  )
}

/** A draft as it is now, put together when it is saved. */
const wholeOf =
  (rest: Omit<NoteDraft, 'body'>, body: () => RichTextValue): (() => NoteDraft) =>
  () => ({ ...rest, body: body() })

/** Said where another member’s revision came after this draft began: the words that differ; both are kept. */
function Behind({ note, draft, base }: { note: Note; draft: () => RichTextValue; base: number }): ReactElement {
  const [compared, setCompared] = useState<RichTextValue | null>(null)
  const diff = useAsk(
    'note.diff',
    { note: note.id, from: note.revision, ...(compared === null ? {} : { body: compared }) },
    { enabled: compared !== null, keep: true },
  )
  return (
    <div className={styles['note-ask']} role="status">
      <p>{words.savedMeanwhile({ author: note.author, revision: note.revision, base })}</p>
      <div className="actions">
        <Button onClick={() => setCompared(draft())}>{words.showTheDifference}</Button>
      </div>
      <Problem problem={diff.error} />
      {compared !== null && diff.data && <Difference diff={diff.data} label={words.draftAgainst(note.revision)} />}
    </div>
  )
}
