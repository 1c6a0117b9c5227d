import iconv from 'iconv-lite'
import type { EvidenceMember } from '../../../../../shared/contract/evidence/parts.ts'

/** Characters of a path that are shown: the contract takes 4,096. */
const longest = 4000

/** Controls, letters that are not seen, and those that turn the order of others. */
// oxlint-disable-next-line no-control-regex -- that is what it is about
const odd = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g

/** A name as it was decoded; `doubt` in words where the archive leaves open how. */
interface Decoded {
  name: string
  doubt: string | undefined
}

/** A name of an archive from its bytes: UTF-8 where it says or is that, else what `otherwise` names. */
export function decodeName(bytes: Uint8Array, utf8: boolean, otherwise: 'cp437' | 'windows-1252'): Decoded {
  try {
    const name = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const plain = bytes.every((byte) => byte < 0x80)
    return { name, doubt: plain || utf8 ? undefined : 'encoding of its name not said, read as UTF-8' }
  } catch {
    const name = iconv.decode(Buffer.from(bytes), otherwise)
    const spelled = otherwise === 'cp437' ? 'CP437' : 'Windows-1252'
    return {
      name,
      doubt: `${utf8 ? 'its name is not UTF-8, as it says' : 'encoding of its name not said'}, read as ${spelled}`,
    }
  }
}

/** What a person must know of a path; it is shown, and never used as one. */
function dangers(path: string): string[] {
  const said: string[] = []
  const parts = path.split(/[\\/]/)
  if (/^[\\/]|^[A-Za-z]:/.test(path)) said.push('its path begins at the root of a disk')
  if (parts.includes('..')) said.push('its path climbs out of the folder (“..”)')
  if (path.includes('\\')) said.push('its path has backslashes')
  return said
}

/** Paths of one archive as they are shown: odd letters written out, each path once. */
export class Paths {
  readonly #seen = new Map<string, number>()

  /** The path by which a member is called, and what is to be noted of its name. */
  shown({ name, doubt }: Decoded): { path: string; notes: string[] } {
    const notes = doubt === undefined ? [] : [doubt]
    let path = name.toWellFormed().replaceAll('\ufffd', '[U+FFFD]')
    const plain = path.replace(
      odd,
      (letter) => `[U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    if (plain !== path) notes.push('its name has letters that are not seen, written out here')
    path = plain
    if (path.length > longest) {
      notes.push(`its name has ${path.length.toLocaleString('en')} letters, cut here`)
      path = `${path.slice(0, longest).toWellFormed()}…`
    }
    if (path.trim() === '') {
      notes.push('it has no name')
      path = path === '' ? '(no name)' : `“${path}”`
    }
    notes.push(...dangers(path))
    return { path: this.#once(path, notes), notes }
  }

  #once(path: string, notes: string[]): string {
    const count = (this.#seen.get(path) ?? 0) + 1
    this.#seen.set(path, count)
    if (count === 1) return path
    notes.push('its name stands more than once')
    const folder = path.endsWith('/') ? '/' : ''
    return this.#once(`${folder === '' ? path : path.slice(0, -1)} (${count})${folder}`, [])
  }
}

/** A member in the words of the contract. */
export const memberOf = (member: Omit<EvidenceMember, 'note'>, notes: readonly string[]): EvidenceMember => ({
  ...member,
  note: notes.length === 0 ? null : notes.join('; '),
})
