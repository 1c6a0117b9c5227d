import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Channel, PackageKind } from '../../../../shared/update/manifest.ts'

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Reads the address of a folder with releases; returns it with a slash at its end. It is https, or a server on this
 * computer. Fails with INVALID_INPUT.
 */
export function readAddress(text: string): string {
  const url = URL.parse(text)
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
  if (!url || !safe) throw refusal(text, 'https://, or http:// on this computer itself')
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw refusal(text, 'without credentials, a question mark or a number sign')
  return url.href.endsWith('/') ? url.href : `${url.href}/`
}

const refusal = (text: string, wanted: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `“${text}” is no address that updates can be taken from.`,
    `Give the address of a folder, ${wanted}.`,
  )

/** The name under which a folder keeps the manifest of its newest release of one kind. */
export const newestName = (channel: Channel, platform: string, arch: string, kind: PackageKind): string =>
  `${channel}-${platform}-${arch}-${kind}.update`
