import { createContext, useContext } from 'react'
import type { Language } from '../../../ui/forms/words-in.ts'
import type { Wrong } from '../typed.ts'
import { isUnder, textAt, valueAt, type Json, type Path } from './json.ts'
import { words } from '../catalogue.ts'

/** A template that is edited by its fields: one body, read and changed by place. */
export interface Editing {
  body: Json
  put: (path: Path, value: Json | undefined) => void
  wrong: readonly Wrong[]
  /** The language whose words are asked for beside the English ones. */
  language: Language
  /** Names of fields, options and tasks by which something was recorded already: they do not follow their words. */
  known: ReadonlySet<string>
  /** A place to show, and how often one was asked for. */
  reveal: { path: readonly PropertyKey[]; turn: number } | undefined
}

const EditingContext = createContext<Editing | null>(null)
export const EditingProvider = EditingContext.Provider

export function useEditing(): Editing {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error(words.anEditorOfFieldsStandsOutside)
  return editing
}

/** `fields.3.label.en` as the id of its field on the screen. */
export const idOf = (path: readonly PropertyKey[]): string => `at-${path.map(String).join('-')}`

/** What is wrong, as a sentence beside its field. */
export const sentence = (says: string): string =>
  `${says.charAt(0).toUpperCase()}${says.slice(1)}${/[.?]$/.test(says) ? '' : '.'}`

const exactly = (path: readonly PropertyKey[], place: Path): boolean =>
  path.length === place.length && isUnder(path, place)

interface At {
  id: string
  value: Json | undefined
  text: string
  put: (value: Json | undefined) => void
  error: string | undefined
}

export function useAt(path: Path): At {
  const { body, put, wrong } = useEditing()
  const found = wrong.find((one) => exactly(one.path, path))
  return {
    id: idOf(path),
    value: valueAt(body, path),
    text: textAt(body, path),
    put: (value) => put(path, value),
    error: found && sentence(found.says),
  }
}

/** What is wrong anywhere in a part, in one sentence. */
export function wrongUnder(wrong: readonly Wrong[], place: Path): string | undefined {
  const found = wrong.filter((one) => isUnder(one.path, place))
  const [first] = found
  if (!first) return undefined
  return found.length === 1
    ? sentence(first.says)
    : words.moreInside({ sentence: sentence(first.says), value: found.length - 1 })
}

/** The row of a list that holds a place which is to be shown. */
export function revealIn(reveal: Editing['reveal'], list: Path): { at: number; turn: number } | undefined {
  if (!reveal || !isUnder(reveal.path, list)) return undefined
  const at = reveal.path[list.length]
  return typeof at === 'number' ? { at, turn: reveal.turn } : undefined
}
