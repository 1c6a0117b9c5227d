import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useReadingForm } from './reading-form.ts'

/** One key of a screen: `key` as KeyboardEvent names it, with `Mod+` for Ctrl (⌘ on a Mac). */
export interface KeyBinding {
  key: string
  /** What it does, as the keys list says it. */
  says: string
  run: () => void
  /** Also while a text field has the focus (always so for Mod+ and Escape). */
  inFields?: boolean
}

interface Layer {
  title: string
  bindings: { current: KeyBinding[] }
}

let layers: readonly Layer[] = []
const listeners = new Set<() => void>()

function setLayers(next: readonly Layer[]): void {
  layers = next
  for (const listener of listeners) listener()
}

/** The keys of a screen while it is shown; the screen shown last answers first. In a form that is only read, Escape alone. */
export function useKeys(title: string, bindings: KeyBinding[], enabled = true): void {
  const reading = useReadingForm()
  const current = useRef(bindings)
  useEffect(() => {
    current.current = reading ? bindings.filter(({ key }) => key === 'Escape') : bindings
  })
  useEffect(() => {
    if (!enabled) return undefined
    const layer = { title, bindings: current }
    setLayers([...layers, layer])
    return () => setLayers(layers.filter((other) => other !== layer))
  }, [title, enabled])
}

/** All keys that work now, by screen. */
export function useKeyLayers(): { title: string; bindings: KeyBinding[] }[] {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => layers,
  )
  return now.map(({ title, bindings }) => ({ title, bindings: bindings.current }))
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select'))

const nameOf = (event: KeyboardEvent): string => {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (!event.ctrlKey && !event.metaKey) return key
  return `Mod+${event.altKey ? 'Alt+' : ''}${event.shiftKey && /^[a-z]$/.test(key) ? 'Shift+' : ''}${key}`
}

/** Keys with which a browser would leave, print, save or search the page behind our back. */
const browserKeys = new Set([
  ...['t', 'n', 'p', 's', 'o', 'r', 'g', 'f', 'd', 'h', 'j', 'u', 'l', 'e'].map((key) => `Mod+${key}`),
  'F3',
  'F5',
  'F6',
  'F7',
  'BrowserBack',
  'BrowserForward',
])

const isBrowserKey = (name: string): boolean => browserKeys.has(name.replace('Shift+', ''))

/** Listens once for the whole window. A dialog that is open keeps its own keys. */
export function startKeys(): void {
  // Esc closes a list of choices or a dialog that is open, and nothing else: it is gone before the key comes by here.
  let listOpen = false
  let modal = false
  window.addEventListener(
    'keydown',
    (event) => {
      const name = nameOf(event)
      const { target } = event
      listOpen = target instanceof HTMLInputElement && target.matches('[aria-haspopup="listbox"][aria-expanded="true"]')
      modal = document.querySelector('[role="dialog"][aria-modal="true"]') !== null
      if (isBrowserKey(name)) event.preventDefault()
      if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) event.preventDefault()
    },
    { capture: true },
  )
  window.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey) return
    const name = nameOf(event)
    if (listOpen && name === 'Escape') return
    if (event.defaultPrevented && !isBrowserKey(name)) return
    const typing = inField(event.target)
    for (const layer of [...layers].reverse()) {
      const binding = layer.bindings.current.find(({ key }) => key === name)
      if (!binding) continue
      if (modal && name !== 'Mod+k') return
      if (typing && !binding.inFields && !name.startsWith('Mod+') && name !== 'Escape') return
      event.preventDefault()
      binding.run()
      return
    }
  })
}

/** A key as it is printed on the key. */
export const keyCap = (key: string): string =>
  key
    .replace('Mod+', navigator.userAgent.includes('Mac') ? '⌘ ' : 'Ctrl ')
    .replace('Shift+', navigator.userAgent.includes('Mac') ? '⇧ ' : 'Shift ')
    .replace('ArrowDown', '↓')
    .replace('ArrowUp', '↑')
    .replace('Escape', 'Esc')
    .replace(/ ([a-z])$/, (_, letter: string) => ` ${letter.toUpperCase()}`)
