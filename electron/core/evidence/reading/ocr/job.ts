import type { OcrLanguage, OcrReading } from '../../../../../shared/contract/evidence/ocr.ts'
import { job, type Tell } from '../../../readers/index.ts'

/** A picture to be read: encoded anew by another reader, never a file's own bytes. `dpi`: dots an inch, where they are known. */
export interface OcrPicture {
  bytes: Uint8Array
  dpi: number | undefined
}

/** Text as it was read, with boxes in pixels of the picture that was given. */
export type OcrText = Omit<OcrReading, 'languages'> & { text: string }

export interface OcrAsked {
  read(picture: OcrPicture, tell?: Tell): Promise<OcrText>
}

/** Reading text costs seconds of computing a page: two minutes of it, and five in all, end what never would. */
export const ocrJob = job<{ languages: OcrLanguage[] }, OcrAsked>(
  'ocr',
  'Look at the page itself, or read a crop of it.',
  { processor: 120, time: 300_000 },
)
