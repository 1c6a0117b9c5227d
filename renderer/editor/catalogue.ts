import { catalogue, say } from '../../shared/kernel/catalogue.ts'

export const words = catalogue({
  notTakenIntoTheNoteEach: (left: string) =>
    say`Not taken into the note: ${left}. Each place is marked in brackets; keep the files themselves as exhibits.`,
  file: '1 file',
  filesCount: (count: number) => say`${count} files`,
  dismiss: 'Dismiss',
  bold: 'Bold',
  italic: 'Italic',
  strikeThrough: 'Strike through',
  heading: 'Heading',
  bulletedList: 'Bulleted list',
  numberedList: 'Numbered list',
  quote: 'Quote',
  undo: 'Undo',
  redo: 'Redo',
  text: 'Text',
})
