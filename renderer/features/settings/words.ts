import type { Output } from '../../../shared/contract/contract.ts'
import type { TemplateKind } from '../../../shared/contract/templates.ts'
import type { FormField } from '../../../shared/contract/forms.ts'
import type { Language } from '../../ui/forms/words-in.ts'
import { dayAndClock } from '../../ui/time.ts'
import { words as fixed } from './catalogue.ts'

export type TemplateRow = Output<'template.list'>['items'][number]
export type Version = Output<'template.get'>['versions'][number]

export const kindWords: Record<TemplateKind, string> = fixed.kindWords

/** What a change of a template of this kind does, and what it leaves alone. */
export const kindSays: Record<TemplateKind, string> = fixed.kindSays

/** `as supplied`, `version 2, 25 Nov, 22:40, R. Okafor`, or of one that was not saved yet `new, not in use yet`. */
export const versionInWords = ({
  version,
  savedAt,
  savedBy,
  shipped = true,
}: Version & { shipped?: boolean }): string =>
  savedAt !== null
    ? fixed.versionVersionDayAndClock({
        version,
        dayAndClock: dayAndClock(savedAt),
        savedBy: savedBy ?? fixed.nobodyKnown,
      })
    : shipped
      ? fixed.asSupplied
      : fixed.newNotInUseYet

export const templateId = ({ kind, key }: { kind: TemplateKind; key: string }): string => `${kind}/${key}`

export const languageWords: Record<Language, string> = fixed.languageWords

export const fieldKindWords: Record<FormField['kind'], string> = fixed.fieldKindWords

const partNames: Record<string, string> = fixed.partNames

/** A name of a part as people say it. */
export const partInWords = (part: string): string =>
  Object.hasOwn(languageWords, part) ? languageWords[part as Language] : (partNames[part] ?? part)

/** `fields.2.label.es` as `Field 3, label, Español`. */
export function placeInWords(path: readonly PropertyKey[]): string {
  const words: string[] = []
  for (const step of path) {
    if (typeof step === 'number') words.push(`${words.pop() ?? fixed.part} ${step + 1}`)
    else if (step === 'en' || step === 'minutes' || step === 'after') continue
    else words.push(partInWords(String(step)))
  }
  const [first = '', ...rest] = words
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(', ')
}
