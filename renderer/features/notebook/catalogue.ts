import type { ReactNode } from 'react'
import { catalogue, say } from '../../../shared/kernel/catalogue.ts'
import { rich } from '../../ui/rich.tsx'

export const words = catalogue({
  notebook: 'Notebook',
  note: 'Note',
  saveRevision: 'save revision',
  leaveTheNoteTheDraftStays: 'leave the note; the draft stays',
  saveRevision2: 'Save revision',
  showRevisions: 'Show revisions',
  discardDraft: 'Discard draft',
  revisionSaved: ({ revision, clockOf }: { revision: number; clockOf: string }) =>
    say`Revision ${revision} saved ${clockOf}`,
  notYetInTheRecord: ', not yet in the record',
  theDraftIsOnlyInThis: 'The draft is only in this window',
  theRevisionWasNotSavedYour: 'The revision was not saved; your text is still here',
  showRevision: (revision: number) => say`Show revision ${revision}`,
  saveAsRevision: (value: number) => say`Save as revision ${value}`,
  noteTitle: 'Note title',
  giveTheNoteATitle: 'Give the note a title.',
  happened: 'Happened',
  noteText: 'Note text',
  theNote: 'the note',
  newNote: 'new note',
  notes: 'Notes',
  newNote2: 'New note',
  theNotesCouldNotBeRead: 'The notes could not be read',
  theNotes: 'the notes',
  writtenValue: (value: string) => say`${value}written`,
  revisionRevision: (revision: number) => say`revision ${revision}`,
  lateEntry: '· late entry',
  notesAreKeptAsANotebook:
    'Notes are kept as a notebook is: each save is a revision, nothing that was saved is changed, and when it happened stands beside when it was written.',
  chooseANote: 'Choose a note.',
  chooseANoteOrBeginOne: 'Choose a note, or begin one with n.',
  thatNoteIsNotInThis: 'That note is not in this case.',
  revisions: 'Revisions',
  closeTheNote: 'close the note',
  backToTheNote: 'back to the note',
  close: 'Close',
  backToTheNote2: 'Back to the note',
  revision: 'Revision',
  revisionRevisionDayAndClock: ({
    revision,
    dayAndClock,
    author,
  }: {
    revision: number
    dayAndClock: string
    author: string
  }) => say`Revision ${revision}, ${dayAndClock}, ${author}`,
  theRevisionsCouldNotBeRead: 'The revisions could not be read',
  theRevisions: 'the revisions',
  revisionRevision2: (revision: number) => say`Revision ${revision}`,
  happenedWritten: (occurred: ReactNode) => rich`Happened ${occurred}. Written`,
  lateEntry2: 'late entry',
  textOfRevision: (revision: number) => say`Text of revision ${revision}`,
})
