import type { languages, Words } from '../../../shared/contract/forms.ts'

export type Language = (typeof languages)[number]

/** A text in a language, or in English where it is not there yet. */
export const wordsIn = (words: Words, language: Language): string => words[language] ?? words.en
