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
  read: 'Read',
  allNotes: 'All notes',
  editNote: 'Edit',
  editKey: 'edit the note',
  sealNote: 'Seal note',
  sealKey: 'seal the note',
  sealSays: (revision: number) =>
    say`Seals revision ${revision} as it stands. Its text can be changed no more, by anybody: what follows are additions and struck passages, each with its author and time.`,
  theNoteWasNotSealed: 'The note was not sealed',
  witness: 'Witness note',
  witnessKey: 'witness the note',
  witnessSays:
    'Countersigns the sealed text with all that was added and struck so far, under your name. You say that you read it, not that it is true.',
  theNoteWasNotWitnessed: 'The note was not witnessed',
  addToNote: 'Add to note',
  addKey: 'write an addition',
  saveAddition: 'Save addition',
  saveAdditionKey: 'save the addition',
  theAdditionWasNotSaved: 'The addition was not saved; your text is still here',
  additionTo: ({ number, title }: { number: string; title: string }) =>
    say`Addition to ${number} “${title}”. What was sealed stays as it is.`,
  additionText: 'Text of the addition',
  addition: (number: number) => say`Addition ${number}`,
  strikePassage: 'Strike passage',
  strikeKey: 'strike the selected words',
  strikeSays: 'The words stay legible; they are struck through, with your name, the time and the reason.',
  nothingWasStruck: 'Nothing was struck',
  passage: 'Passage',
  giveThePassage: 'Select the words in the note, or type them to the letter.',
  reason: 'Reason',
  sayWhy: 'Say why.',
  insteadLabel: 'What it should say',
  inWhichAddition: 'Number of the addition (blank: the note itself)',
  whichPlace: 'Which place, where the words stand there more than once',
  struckPassages: 'Struck passages',
  struck: ({
    number,
    passage,
    reason,
    by,
    at,
  }: {
    number: number
    passage: ReactNode
    reason: string
    by: string
    at: ReactNode
  }) => rich`S${number} ${passage} struck by ${by}, ${at}. Reason: ${reason}`,
  instead: (text: string) => say`Instead: ${text}`,
  sealedBy: ({ by, at }: { by: string; at: ReactNode }) => rich`Sealed by ${by}, ${at}. SHA-256 of its text:`,
  witnessedBy: ({ by, at }: { by: string; at: ReactNode }) => rich`Witnessed by ${by}, ${at}`,
  addedBy: ({ happened, written, author }: { happened: ReactNode; written: ReactNode; author: string }) =>
    rich`Happened ${happened}. Written ${written} by ${author}.`,
  numberHappenedWritten: ({
    number,
    happened,
    written,
    author,
    revision,
  }: {
    number: string
    happened: ReactNode
    written: ReactNode
    author: string
    revision: number
  }) => rich`${number}, revision ${revision}. Happened ${happened}. Written ${written} by ${author}.`,
  noteNumbered: (number: string) => say`Note ${number}`,
  printNote: 'Print note',
  printKey: 'print the note',
  printing: (number: string) => say`Printing ${number}`,
  notPrinted: 'The note was not printed',
  printedSigned: 'Written as a signed PDF; that it left is on record.',
  printedUnsigned: 'Written as a PDF. It is not signed, since the note is not sealed.',
  draftBeganBeforeTheSeal: 'A draft of yours is not in the record, and the note is sealed now.',
  draftIsNotInTheRecord: 'A draft of yours is not in the record.',
  writeItAsAddition: 'Write it as an addition',
  goOnWithTheDraft: 'Go on with the draft',
  compareKey: 'revisions and their differences',
  compareWith: 'Compare with',
  compareWithNone: 'Compare with…',
  compareWithRevision: (revision: number) => say`Compare with revision ${revision}`,
  differenceBetween: ({ from, to }: { from: number; to: number }) => say`Difference of revisions ${from} and ${to}`,
  draftAgainst: (revision: number) => say`Your draft against revision ${revision}`,
  savedMeanwhile: ({ author, revision, base }: { author: string; revision: number; base: number }) =>
    say`${author} saved revision ${revision} after your draft began from revision ${base}. Both are kept.`,
  showTheDifference: 'Show the words that differ',
  noWordDiffers: 'No word differs.',
  onlyTheLookDiffers: 'The words are the same; their look or structure is not.',
  wordsInOutMoved: ({ in: into, out, moved }: { in: number; out: number; moved: number }) =>
    say`Words in: ${into}. Words out: ${out}. Words moved: ${moved}.`,
  pieces: { out: 'Went out', in: 'Came in', 'moved-out': 'Moved from here', 'moved-in': 'Moved to here' },
  sealToday: 'Seal today’s page',
  sealTodaySays: ({ count, titles }: { count: number; titles: string }) =>
    say`Seals what you wrote today in this case (${count}): ${titles}. Their texts can be changed no more.`,
  sealedMark: '· sealed',
})
