import type { FileSort } from '../../../../shared/contract/exhibit-room.ts'

/** Media types by sort, the first that fits; the others are none of these. */
const sorts: readonly [FileSort, RegExp][] = [
  ['picture', /^image\//],
  ['sound', /^audio\//],
  ['video', /^video\//],
  ['mail', /^message\/|mbox|ms-outlook|ms-tnef/],
  ['document', /pdf|msword|ms-excel|ms-powerpoint|officedocument|opendocument|rtf|epub|x-cfb|postscript/],
  ['archive', /zip|x-7z|x-rar|x-tar|x-xz|zstd|bzip|x-lzip|x-compress|x-apple-diskimage|x-iso/],
  ['text', /^text\/|json|xml|javascript|yaml/],
]

/** What a file is, by the media type that its first bytes have. */
export const fileSortOf = (mediaType: string): FileSort =>
  sorts.find(([, fits]) => fits.test(mediaType))?.[0] ?? 'other'
