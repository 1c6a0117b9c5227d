import { mails } from './mail.ts'
import type { Family } from './making.ts'
import { packets } from './packets.ts'
import { placesAndTimes } from './places-and-times.ts'
import { tablesAndPictures } from './tables-and-pictures.ts'

/** Inputs that made a parser slow, or could. */
export const families: Family[] = [...mails, ...placesAndTimes, ...tablesAndPictures, ...packets]
