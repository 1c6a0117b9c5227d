import { FormTemplate } from '../../../shared/contract/forms.ts'
import type { TemplateDetail } from '../../../shared/contract/templates.ts'
import type { Body } from './typed.ts'
import type { TemplateRow } from './words.ts'

/** The kinds of which a team makes its own in the window. */
export const makeable = ['form', 'playbook'] as const
export type Makeable = (typeof makeable)[number]
export const isMakeable = (kind: string): kind is Makeable => makeable.some((one) => one === kind)

/** A template that was begun and never saved: kept as a draft, and in use nowhere. */
export interface Fresh {
  kind: Makeable
  key: string
  title: string
  start: Body
}

export const rowOf = ({ kind, key, title }: Fresh): TemplateRow => ({
  kind,
  key,
  title,
  shipped: false,
  version: 0,
  savedAt: null,
  savedBy: null,
  reason: null,
  retired: null,
})

export const detailOf = (fresh: Fresh): TemplateDetail => ({ ...rowOf(fresh), body: fresh.start, versions: [] })

type Category = FormTemplate['category']

/** What a new template starts with: little, or all of another one under its own title. */
export function startOf(kind: Makeable, title: string, category: Category, from: Body | undefined): Body {
  const copied = typeof from === 'object' && from !== null && !Array.isArray(from) ? from : undefined
  if (kind === 'playbook')
    return copied ? { ...copied, title, category } : { title, category, about: '', sources: [], tasks: [firstTask] }
  return copied ? { ...copied, title: { en: title }, category } : { ...emptyForm, title: { en: title }, category }
}

const firstTask: Body = { key: 'new-task', title: '', type: 'task', mandatory: false, dependsOn: [], results: [] }
const emptyForm = {
  narrative: {
    label: { en: 'What happened', es: 'Qué ocurrió', fr: 'Ce qui s’est passé', ar: 'ماذا حدث' },
  },
  asks: { occurredAt: 'optional', place: 'optional', reporter: 'optional', immediateDanger: 'optional' },
  fields: [],
} satisfies Record<string, Body>
