import { catalogue, plural, say } from '../../../shared/kernel/catalogue.ts'

export const words = catalogue({
  conversation: 'Conversation',
  savedPage: 'Web page',
  titleOfPage: 'Page',
  positionThatTheFileClaims: 'Position that the file claims',
  sure: (confidence: number) => say`${confidence} % sure`,
  ocr: {
    read: 'Read the text',
    language: 'Language of the text',
    readingPage: (page: number) => say`Reading the text of page ${page}`,
    readingPicture: (picture: number) => say`Reading the text of picture ${picture}`,
    failed: 'The text was not read',
    hide: 'Hide these words',
    nothingOnPage: ({ engine, named }: { engine: string; named: string }) =>
      say`OCR (${engine}, ${named}) found no words on this page.`,
    nothingInPicture: ({ engine, named }: { engine: string; named: string }) =>
      say`OCR (${engine}, ${named}) found no words in this picture.`,
    by: ({ count, confidence, engine, named }: { count: number; confidence: number; engine: string; named: string }) =>
      say`Read by OCR out of the picture, not the file’s own text: ${plural(count, { one: '# word', other: '# words' })}, ${confidence} % sure (${engine}, ${named}).`,
    turned: (degrees: number) => say`It was turned by ${degrees}° to be read.`,
    doubtful: (count: number) =>
      plural(count, { one: '# doubtful word is underlined.', other: '# doubtful words are underlined.' }),
  },
})
