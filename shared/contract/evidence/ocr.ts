import { z } from 'zod'

/** Languages whose text can be read out of pictures, by the code of their data; what is added here needs its package. */
export const ocrLanguages = {
  eng: 'English',
  spa: 'Spanish',
  fra: 'French',
  deu: 'German',
  ara: 'Arabic',
} as const

export type OcrLanguage = keyof typeof ocrLanguages
export const OcrLanguage = z.enum(Object.keys(ocrLanguages) as [OcrLanguage, ...OcrLanguage[]])

/** Confidence of a word, in per cent, below which it is marked as doubtful. */
export const doubtfulBelow = 70

/** A word as OCR took it to be, with its box in the unit of the place; `confidence` in per cent, by the engine's own estimate. */
export const OcrWord = z.strictObject({
  text: z.string(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  /** `space`: the next word stands apart from it, `line`: on another line. */
  after: z.enum(['space', 'line']),
  confidence: z.int(),
})

/** By what text was read out of a picture: never the file's own text. */
export const OcrReading = z.strictObject({
  /** Name and version. */
  engine: z.string(),
  languages: z.array(OcrLanguage),
  /** Of all words, in per cent. */
  confidence: z.int(),
  /** Degrees clockwise by which the picture was turned to be read; boxes are those of the picture as it is shown. */
  turned: z.int(),
  words: z.array(OcrWord),
})
export type OcrReading = z.infer<typeof OcrReading>
