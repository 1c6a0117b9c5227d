import { h, newId } from './dom.ts'
import type { Words } from './words/index.ts'

interface FieldText {
  label: string
  help?: string | undefined
  required?: boolean
}

/** A field as the writing step holds it: what it looks like, and what is wrong with what was written. */
export interface Field {
  element: HTMLElement
  /** The control that takes the focus when something is wrong. */
  control: HTMLElement
  label: string
  /** Drawn within another field already. */
  inside?: boolean
  check(): string | undefined
}

export const labelled = (words: Words, { label, required }: FieldText): (Node | string)[] => [
  label,
  ...(required ? [h('span', { class: 'required' }, ` (${words.required})`)] : []),
]

/** A field with its label above it, its help and, once it was tried, what is wrong below. */
export function wrapped(
  words: Words,
  text: FieldText,
  control: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement,
  check: () => string | undefined,
): Field {
  control.id = newId()
  const help = text.help ? h('p', { class: 'help', id: newId() }, text.help) : undefined
  if (help) control.setAttribute('aria-describedby', help.id)
  if (text.required) control.setAttribute('aria-required', 'true')
  const element = h('div', { class: 'field' }, h('label', { for: control.id }, ...labelled(words, text)), help, control)
  return { element, control, label: text.label, check }
}

/** Several controls under one question. */
export function grouped(
  words: Words,
  text: FieldText,
  controls: HTMLElement[],
  check: () => string | undefined,
): Field {
  const help = text.help ? h('p', { class: 'help', id: newId() }, text.help) : undefined
  const element = h(
    'fieldset',
    { class: 'field', 'aria-describedby': help?.id },
    h('legend', {}, ...labelled(words, text)),
    help,
    ...controls,
  )
  const first = element.querySelector<HTMLElement>('input, select')
  return { element, control: first ?? element, label: text.label, check }
}

/** One of several, or any of several, each with a target that a thumb meets. */
export function option(
  kind: 'radio' | 'checkbox',
  name: string,
  label: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
): HTMLElement {
  const input = h('input', { type: kind, name })
  input.checked = checked
  input.addEventListener('change', () => onChange(input.checked))
  return h('label', { class: 'option' }, input, h('span', {}, label))
}

/** Marks a field with what is wrong with it, or clears the mark. */
export function mark({ element, control }: Field, wrong: string | undefined): void {
  element.querySelector('.wrong')?.remove()
  element.classList.toggle('is-wrong', wrong !== undefined)
  if (wrong === undefined) {
    control.removeAttribute('aria-invalid')
    return
  }
  control.setAttribute('aria-invalid', 'true')
  const note = h('p', { class: 'wrong', id: newId() }, wrong)
  const described = control.getAttribute('aria-describedby')?.split(' ')[0]
  control.setAttribute('aria-describedby', [described, note.id].filter(Boolean).join(' '))
  element.append(note)
}
