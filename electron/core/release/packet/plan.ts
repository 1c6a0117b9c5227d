import type { PacketContent, ExhibitPlace } from '../../print/index.ts'

/** An exhibit larger than this goes beside the packet: readers of PDF are slow with larger attachments. */
export const mostEach = 25 * 1024 * 1024
/** All attachments together. */
export const mostTogether = 100 * 1024 * 1024

/**
 * Where each exhibit's bytes will be. What is withheld goes out as its hash. Empty files are only noted (no writer of PDF that we use can attach one), large
 * ones lie beside the PDF, the rest is attached in the register's order while there is room.
 */
export function planExhibits(exhibits: PacketContent['exhibits']): ExhibitPlace[] {
  const taken = new Set(['manifest.json'])
  let together = 0
  return exhibits.map(({ number, fileName, size, withheld }) => {
    if (withheld !== undefined) return { disposition: 'withheld', reason: withheld }
    if (size === 0) return { disposition: 'noted', reason: 'The file is empty: it has no bytes to attach.' }
    const file = unique(attachmentName(number, fileName), taken)
    if (size > mostEach) return { disposition: 'beside', file, reason: 'It is larger than 25 MiB.' }
    if (together + size > mostTogether)
      return { disposition: 'beside', file, reason: 'The attachments together would be larger than 100 MiB.' }
    together += size
    return { disposition: 'attached', file }
  })
}

/**
 * A file name that every system takes, from an exhibit's number and its own name: `exhibit-3-IMG_5195.HEIC`. Letters,
 * digits, dot, hyphen and underscore only; the name as it was stands in the register and the manifest.
 */
export function attachmentName(number: string, fileName: string): string {
  const base = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
  const dot = base.lastIndexOf('.')
  const stem = plain(dot > 0 ? base.slice(0, dot) : base).slice(0, 60) || 'file'
  const extension = dot > 0 ? plain(base.slice(dot + 1)).slice(0, 12) : ''
  return `exhibit-${plain(number).slice(0, 20) || 'x'}-${stem}${extension === '' ? '' : `.${extension}`}`
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^A-Za-z0-9._-]+/g, '_')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[._-]+|[._-]+$/g, '')

// Names that differ only in case are one name on some systems.
function unique(name: string, taken: Set<string>): string {
  let free = name
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = name.replace(/(\.[^.]*)?$/, `-${n}$1`)
  taken.add(free.toLowerCase())
  return free
}

/** A media type in the form that PDF/A takes (RFC 6838, section 4.2), or the one for unknown bytes. */
export const mediaTypeOf = (text: string): string =>
  /^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}\/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}$/.test(text)
    ? text.toLowerCase()
    : 'application/octet-stream'
