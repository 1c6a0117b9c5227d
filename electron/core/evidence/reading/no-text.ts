import { showAt } from '../../../../shared/kernel/pinpoint.ts'

/** Why a page or a picture gives no text, and the way to it. */
export const noTextLayer =
  'No text layer: it may be a scan. Read its picture by OCR: “exhibit text --ocr eng”, or “Read the text” in the viewer.'

/** The whole of a picture as a place; `frame` (from 1) where it has several. */
export const wholePicture = (size: { width: number; height: number; frames: number }, frame: number): string =>
  showAt({
    kind: 'box',
    box: { x: 0, y: 0, width: size.width, height: size.height },
    ...(size.frames > 1 ? { frame } : {}),
  })
