import type { FormPage } from '../../shared/contract/report-form.ts'
import { h } from './dom.ts'
import { type Draft } from './draft.ts'
import type { Language, Words } from './words/index.ts'

export const steps = ['write', 'attach', 'review', 'saved'] as const
export type Step = 'choose' | (typeof steps)[number]

/** What a sealed report comes to, ready to be given out. */
export interface Sealed {
  blob: Blob
  name: string
}

/** What every step works with. */
export interface Screen {
  readonly page: FormPage
  readonly language: Language
  readonly words: Words
  draft: Draft
  sealed: Sealed | undefined
  go(step: Step): void
  /** Draws the step anew, without moving the focus. */
  redraw(): void
}

/** A text of the form in the reader's language; where it has none, in English. */
export const said = (screen: Screen, text: { en: string } & Partial<Record<Language, string>>): string =>
  text[screen.language] ?? text.en

/** Where the reporter is on the way; the one heading takes the focus when the step changes. */
export function heading(screen: Screen, step: (typeof steps)[number], title: string): HTMLElement {
  const { words } = screen
  const at = steps.indexOf(step)
  return h(
    'div',
    { class: 'heading' },
    h(
      'ol',
      { class: 'steps', 'aria-hidden': 'true' },
      ...steps.map((one, i) => h('li', { class: i === at ? 'now' : i < at ? 'done' : '' }, words.steps[one])),
    ),
    h('p', { class: 'quiet' }, words.stepOf(at + 1, steps.length)),
    h('h1', { tabindex: -1 }, title),
  )
}
