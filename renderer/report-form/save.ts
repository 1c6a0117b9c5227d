import { unbase64 } from '../../shared/kernel/bytes.ts'
import { sealReport, type Enclosed } from '../../shared/report-form/seal.ts'
import type { Subtle } from '../../shared/report-form/subtle.ts'
import { button, h } from './dom.ts'
import { bodyOf, randomBytes, type Added, type OneForm } from './draft.ts'
import { heading, type Sealed, type Screen } from './screen.ts'

/** The page's WebCrypto; undefined where a page has none, which is where it is not trusted with secrets. */
export function subtleHere(): Subtle | undefined {
  const found = (globalThis.crypto as Crypto | undefined)?.subtle as unknown
  return found as Subtle | undefined
}

const typeForm = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/

function enclosed({ file, name }: Added): Enclosed {
  const type = (file.type.split(';')[0] ?? '').trim().toLowerCase()
  return {
    name,
    type: typeForm.test(type) && type.length <= 100 ? type : '',
    size: file.size,
    read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
  }
}

/** Seals what was written, and hands the file to the browser to be saved. `onDone` counts from 0 to 1. */
export async function saveReport(screen: Screen, form: OneForm, onDone: (done: number) => void): Promise<Sealed> {
  const { page, draft, language } = screen
  const subtle = subtleHere()
  const point = unbase64(page.key.point)
  if (!subtle || !point) throw new Error('this page has no cryptography, or no key')
  const now = new Date()
  const parts: Uint8Array<ArrayBuffer>[] = []
  const sealing = { subtle, random: randomBytes, onBytes: (done: number, total: number) => onDone(done / total) }
  const body = bodyOf(draft, form, language, now)
  for await (const part of sealReport(sealing, { id: page.key.id, point }, body, draft.files.map(enclosed)))
    parts.push(part)
  const stamp = now.toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '-')
  const sealed = { blob: new Blob(parts, { type: 'application/octet-stream' }), name: `report-${stamp}.hfreport` }
  download(sealed)
  return sealed
}

function download({ blob, name }: Sealed): void {
  const url = URL.createObjectURL(blob)
  const link = h('a', { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  // Some phones begin to read it only after they asked where to.
  setTimeout(() => URL.revokeObjectURL(url), 600_000)
}

/** The last step: what to do with the file. */
export function savedStep(screen: Screen, again: () => void): HTMLElement {
  const { words, sealed } = screen
  if (!sealed) return h('section', {})
  const file = new File([sealed.blob], sealed.name, { type: sealed.blob.type })
  const canShare = typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] })
  // That sharing was called off is not a failure: the file is saved.
  const share = (): void => void navigator.share({ files: [file] }).catch(() => undefined)
  return h(
    'section',
    {},
    heading(screen, 'saved', words.saved),
    h('p', {}, words.savedHelp),
    h('p', { class: 'filename', dir: 'ltr' }, sealed.name),
    canShare && button(words.share, share, 'primary wide'),
    button(words.saveAgain, () => download(sealed), 'wide'),
    h('h2', {}, words.nextSteps),
    h('ol', {}, ...[words.sendIt, words.notYours, words.deleteIt, words.noProof].map((text) => h('li', {}, text))),
    h('div', { class: 'actions' }, button(words.another, again)),
  )
}
