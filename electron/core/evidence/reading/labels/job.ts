import { job } from '../../../readers/index.ts'

/** A code that a picture shows. */
export interface FoundCode {
  text: string
  /** Page or picture of the file, from 1. */
  page: number
}

/** What is asked of a file with pictures of labels. */
export interface LabelsAsked {
  /** The codes of one page or picture (from 1), in the order in which they are found, and how many pages there are. */
  codes(asked: { page: number }): Promise<{ codes: FoundCode[]; pages: number }>
}

export const labelsJob = job<{ path: string }, LabelsAsked>(
  'labels',
  'Scan the label by a keyboard scanner, or type what stands on it.',
)
