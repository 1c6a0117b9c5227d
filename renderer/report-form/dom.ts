type Child = Node | string | null | undefined | false
type Attributes = Record<string, string | number | boolean | undefined | ((event: Event) => void)>

/**
 * One element. Attributes that begin with “on” are listeners; `true` is an attribute without a value, `false` and
 * undefined leave it out. Words become text, never markup.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)))
  return element
}

let last = 0
/** An id for an element that another one names. */
export const newId = (): string => `n${++last}`

/** A button that does something; it never sends a form. */
export const button = (text: string, run: () => void, kind = ''): HTMLButtonElement =>
  h('button', { type: 'button', class: kind, onclick: run }, text)
