import { createRequire } from 'node:module'
import type * as Cfb from 'cfb'
import { Unreadable } from '../../../readers/index.ts'

/** A compound file (MS-CFB): its streams by their paths, without the name of its root. */
export interface Compound {
  paths: string[]
  /** The bytes of a stream; undefined where there is none of that path. */
  stream(path: string): Buffer | undefined
}

const shown = (path: string): string =>
  // oxlint-disable-next-line no-control-regex -- names of streams begin with such a letter
  path.replaceAll(/[\u0000-\u001f]/g, (letter) => `[${letter.charCodeAt(0)}]`)

/** Opens a compound file. Fails with Unreadable. */
export function readCompound(bytes: Uint8Array): Compound {
  const { read } = createRequire(import.meta.url)('cfb') as typeof Cfb
  const streams = new Map<string, Buffer>()
  try {
    const { FileIndex, FullPaths } = read(bytes, { type: 'buffer' })
    for (const [index, { type, content }] of FileIndex.entries()) {
      const path = FullPaths[index]?.replace(/^[^/]*\//, '') ?? ''
      if (type === 2 && path !== '') streams.set(shown(path), Buffer.from(content))
    }
  } catch {
    throw new Unreadable('It begins like a file of old Office, and is damaged or cut off.')
  }
  return { paths: [...streams.keys()], stream: (path) => streams.get(path) }
}
