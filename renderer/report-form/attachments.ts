import { showSize } from '../../shared/kernel/show.ts'
import { limits } from '../../shared/report-form/format.ts'
import { button, h, newId } from './dom.ts'
import { wellFormed, type Added } from './draft.ts'
import { heading, type Screen } from './screen.ts'
import { voiceNote } from './voice.ts'

/** Over this, most mail is returned to its sender. */
const mailLimit = 18_000_000

/** A file's name as one part of a path. */
const nameOf = ({ name }: File): string =>
  wellFormed(name)
    // oxlint-disable-next-line no-control-regex -- they have no place in a name
    .replace(/[\u0000-\u001f\u007f/\\]/g, '_')
    .slice(-255) || 'file'

export const totalOf = (files: readonly Added[]): number => files.reduce((sum, { file }) => sum + file.size, 0)

/** The second step: what shows it. */
export function attachStep(screen: Screen): HTMLElement {
  const { words, draft } = screen
  const list = h('div', {})
  const said = h('div', { class: 'summary', role: 'alert' })
  const addAll = (files: Iterable<File>): void => {
    const refused: string[] = []
    for (const file of files) {
      if (file.size === 0) refused.push(`${file.name} ${words.empty}`)
      else if (draft.files.length >= limits.attachments) refused.push(words.tooMany(limits.attachments))
      else if (totalOf(draft.files) + file.size > limits.attached)
        refused.push(words.tooLarge(showSize(limits.attached)))
      else draft.files.push({ file, name: nameOf(file) })
    }
    said.replaceChildren(...[...new Set(refused)].map((text) => h('p', {}, text)))
    list.replaceChildren(attachedList(screen, draw))
  }
  const draw = (): void => list.replaceChildren(attachedList(screen, draw))
  draw()
  return h(
    'section',
    {},
    heading(screen, 'attach', words.attach),
    h('p', {}, words.attachHelp),
    h(
      'div',
      { class: 'pickers' },
      picker(words.takePhoto, { accept: 'image/*', capture: 'environment' }, addAll),
      picker(words.chooseFiles, { multiple: true }, addAll),
      voiceNote(screen, (file) => addAll([file])),
    ),
    said,
    list,
    h(
      'div',
      { class: 'actions' },
      button(words.back, () => screen.go('write')),
      button(words.next, () => screen.go('review'), 'primary'),
    ),
  )
}

/** A file input that looks like the button that it is. */
function picker(
  label: string,
  attributes: Record<string, string | boolean>,
  add: (files: FileList) => void,
): HTMLElement {
  const input = h('input', { type: 'file', id: newId(), class: 'hidden-input', ...attributes })
  input.addEventListener('change', () => {
    if (input.files) add(input.files)
    input.value = ''
  })
  return h('div', { class: 'picker' }, input, h('label', { for: input.id, class: 'wide' }, label))
}

function attachedList(screen: Screen, redraw: () => void): HTMLElement {
  const { words, draft } = screen
  if (draft.files.length === 0) return h('p', { class: 'quiet' }, words.nothingAttached)
  const heading = h('h2', {}, `${words.attached}: ${draft.files.length} · ${showSize(totalOf(draft.files))}`)
  const items = draft.files.map((added) =>
    h(
      'li',
      {},
      preview(added),
      h('div', { class: 'file' }, h('span', { dir: 'auto' }, added.name), h('small', {}, showSize(added.file.size))),
      h(
        'button',
        {
          type: 'button',
          'aria-label': `${words.remove}: ${added.name}`,
          onclick: () => {
            draft.files.splice(draft.files.indexOf(added), 1)
            redraw()
          },
        },
        words.remove,
      ),
    ),
  )
  const large = totalOf(draft.files) > mailLimit && h('p', { class: 'note' }, words.large)
  return h('div', {}, heading, h('ul', { class: 'files' }, ...items), large)
}

/** What the reporter chose, to see or hear that it is the right one. Nothing of its metadata is shown. */
export function preview({ file }: Added): HTMLElement {
  const loaded = (element: HTMLImageElement | HTMLAudioElement, event: string): void => {
    const url = URL.createObjectURL(file)
    element.addEventListener(event, () => URL.revokeObjectURL(url), { once: true })
    element.src = url
  }
  if (file.type.startsWith('image/')) {
    const image = h('img', { alt: '', class: 'thumb' })
    loaded(image, 'load')
    image.addEventListener('error', () => image.replaceWith(h('span', { class: 'thumb', 'aria-hidden': 'true' })))
    return image
  }
  if (file.type.startsWith('audio/')) {
    const audio = h('audio', { controls: true, class: 'sound' })
    audio.src = URL.createObjectURL(file)
    return audio
  }
  return h('span', { class: 'thumb', 'aria-hidden': 'true' })
}
