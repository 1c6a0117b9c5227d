import type { ReactElement } from 'react'
import { confidenceWords, type Confidence } from './words.ts'

/** How sure it is, in a word. */
export const Tone = ({ confidence }: { confidence: Confidence }): ReactElement => (
  <span className="tag">confidence {confidenceWords[confidence]}</span>
)
