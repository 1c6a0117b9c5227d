import type { ReactElement } from 'react'
import { confidenceWords, type Confidence } from './words.ts'
import { words } from './catalogue.ts'

/** How sure it is, in a word. */
export const Tone = ({ confidence }: { confidence: Confidence }): ReactElement => (
  <span className="tag">{words.confidenceConfidence(confidenceWords[confidence])}</span>
)
