import { words } from './catalogue.ts'
/** Milliseconds as a person reads them. */
export const secondsOf = (ms: number): string =>
  ms < 1000 ? words.msMs(Math.round(ms)) : `${(ms / 1000).toFixed(1)} s`
