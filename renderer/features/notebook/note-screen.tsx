import { useEffect, useState, type ReactElement } from 'react'
import { client } from '../../session/client.ts'
import { useDraft } from '../../session/drafts.ts'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { AdditionScreen } from './addition-form.tsx'
import { draftOf, type Note, type NoteDraft } from './note-draft.ts'
import { NoteForm } from './note-form.tsx'
import { NoteRead } from './note-read.tsx'
import { Revisions } from './revisions.tsx'
import { words } from './catalogue.ts'

interface NoteScreenProps {
  caseRef: string
  /** null for a note that was never saved. */
  noteId: string | null
  /** As it stands in the record; null until it does. */
  note: Note | null
  onSaved: (note: string) => void
  onClose: () => void
}

type Mode = 'read' | 'write' | 'add' | 'add-draft' | 'revisions'

/** One note: to be read, as it opens; its draft, where one was begun; or what it was in earlier revisions. */
export function NoteScreen(props: NoteScreenProps): ReactElement {
  const { noteId, note, onClose } = props
  const key = noteId === null ? `note:new:${props.caseRef}` : `note:${noteId}`
  const [mode, setMode] = useState<Mode | null>(noteId === null ? 'write' : null)
  // A note that is only read is not held: another window can write in it.
  const { waiting, discard } = useWaiting(key, mode)
  if (waiting === undefined && mode !== 'write') return <Loading what={words.theNote} />
  const shown = mode ?? (waiting && !note?.seal ? 'write' : 'read')
  const read = (): void => setMode('read')
  if (shown === 'write' || note === null) return <Writing {...props} draftKey={key} onRead={read} />
  if (shown === 'revisions') return <Revisions note={note.id} onClose={read} />
  if (shown === 'read')
    return (
      <NoteRead
        note={note}
        drafted={waiting !== null}
        onEdit={() => setMode('write')}
        onAdd={(fromDraft) => setMode(fromDraft ? 'add-draft' : 'add')}
        onRevisions={() => setMode('revisions')}
        onDiscard={discard}
        onClose={onClose}
      />
    )
  const fromDraft = shown === 'add-draft'
  return (
    <AdditionScreen
      note={note}
      start={fromDraft ? (waiting?.body ?? null) : null}
      onDone={read}
      onAdded={() => {
        if (fromDraft) discard()
        read()
      }}
    />
  )
}

/** The draft of a note that waits, asked for each time another side of it is shown; undefined until it is known. */
function useWaiting(key: string, mode: Mode | null) {
  const [waiting, setWaiting] = useState<NoteDraft | null | undefined>(undefined)
  useEffect(() => {
    let gone = false
    if (mode === null || mode === 'read')
      client.call('draft.get', { key }).then(
        ({ body }) => {
          if (!gone) setWaiting(body as unknown as NoteDraft | null)
        },
        () => {
          if (!gone) setWaiting(null)
        },
      )
    return () => {
      gone = true
    }
  }, [key, mode])
  const discard = (): void =>
    void client.call('draft.drop', { key }).then(
      () => setWaiting(null),
      () => undefined,
    )
  return { waiting, discard }
}

function Writing({
  caseRef,
  noteId,
  note,
  draftKey,
  onSaved,
  onClose,
  onRead,
}: NoteScreenProps & { draftKey: string; onRead: () => void }): ReactElement {
  const draft = useDraft<NoteDraft>(draftKey)
  const [reading, setReading] = useState(false)
  // After a draft is thrown away the editor begins again from what is in the record; until another one is found.
  const [thrown, setThrown] = useState({ rounds: 0, version: -1 })
  if (draft.found === undefined) return <Loading what={words.theNote} />
  return (
    <HeldForm draft={draft}>
      <NoteForm
        key={thrown.rounds}
        caseRef={caseRef}
        noteId={noteId}
        note={note}
        draft={draft}
        start={draft.found && thrown.version !== draft.version ? draft.found.body : draftOf(note)}
        hidden={reading}
        onSaved={onSaved}
        onClose={onClose}
        onRead={onRead}
        onRevisions={() => setReading(true)}
        onDiscarded={() => setThrown({ rounds: thrown.rounds + 1, version: draft.version })}
      />
      {reading && noteId !== null && <Revisions note={noteId} onClose={() => setReading(false)} />}
    </HeldForm>
  )
}
