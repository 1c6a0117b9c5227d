import { line } from '../reading/reading.ts'

/** The fields of a photo by their Exif names, as they lie in the file. */
export type Tags = Record<string, unknown>

/** A field's words on one line; undefined when it has none. */
export const textOf = (tags: Tags, name: string): string | undefined => {
  const value = tags[name]
  return typeof value === 'string' ? line(value.replaceAll('\0', '')) : undefined
}
