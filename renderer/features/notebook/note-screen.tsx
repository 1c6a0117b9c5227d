import { useState, type ReactElement } from 'react'
import { useDraft } from '../../session/drafts.ts'
import { Loading } from '../../ui/empty.tsx'
import { HeldForm } from '../../ui/held-form.tsx'
import { draftOf, type NoteDraft } from './note-draft.ts'
import { NoteForm } from './note-form.tsx'
import type { Note } from './note-draft.ts'
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

/** One note: its text, or what it was in earlier revisions. */
export function NoteScreen({ caseRef, noteId, note, onSaved, onClose }: NoteScreenProps): ReactElement {
  const draft = useDraft<NoteDraft>(noteId === null ? `note:new:${caseRef}` : `note:${noteId}`)
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
        onRevisions={() => setReading(true)}
        onDiscarded={() => setThrown({ rounds: thrown.rounds + 1, version: draft.version })}
      />
      {reading && noteId !== null && <Revisions note={noteId} onClose={() => setReading(false)} />}
    </HeldForm>
  )
}
