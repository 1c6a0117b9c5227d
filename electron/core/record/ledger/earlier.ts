import type { z } from 'zod'
import type { AnyView } from './view.ts'

/** Brings a payload to the newest form of its type. Throws a RangeError for a form that this version does not know. */
export function newestForm(views: readonly Pick<AnyView, 'earlier'>[]): (type: string, payload: unknown) => unknown {
  const earlier = new Map(views.flatMap((view) => Object.entries(view.earlier ?? {})))
  return (type, payload) => {
    const forms = earlier.get(type)
    if (!forms) return payload
    const version = versionOf(payload)
    if (version > forms.length + 1) {
      throw new RangeError(`an entry ${type} says version ${version}; this Holdfast knows ${forms.length + 1} of it`)
    }
    return forms.slice(version - 1).reduce<unknown>((older, { next }) => next(older as never), payload)
  }
}

/** The form that a payload of this type must have, by the version that it says; undefined where there is none. */
export function formOf(
  view: Pick<AnyView, 'entries' | 'earlier'>,
  type: string,
  payload: unknown,
): z.ZodType | undefined {
  const forms = [...(view.earlier?.[type] ?? []).map(({ form }) => form), view.entries[type]]
  return forms.length === 1 ? forms[0] : forms[versionOf(payload) - 1]
}

function versionOf(payload: unknown): number {
  const said = typeof payload === 'object' && payload !== null && 'v' in payload ? payload.v : 1
  return typeof said === 'number' && Number.isSafeInteger(said) && said >= 1 ? said : 1
}
