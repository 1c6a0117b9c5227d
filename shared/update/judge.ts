import { HoldfastError } from '../kernel/errors.ts'
import type { UpdateKeys } from './keys.ts'
import { parseManifest, parseSigned, type Channel, type SignedManifest, type UpdateManifest } from './manifest.ts'
import { compareVersions } from './version.ts'

/** Whether an Ed25519 signature (RFC 8032) of 64 bytes over bytes was made with the raw public key. */
export type VerifySignature = (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean

/** The Holdfast that is to be replaced. */
export interface Running {
  version: string
  /** As Node names them. */
  platform: string
  arch: string
  channel: Channel
}

/** The newest release of a channel that was verified on this computer. */
export interface SeenRelease {
  version: string
  released: string
}

/** A release that may be installed here, as far as its manifest goes; the file is still to be compared with it. */
export interface JudgedManifest {
  manifest: UpdateManifest
  /** Names of the keys that signed it. */
  signers: string[]
}

/**
 * Judges the manifest of an update: signatures, then product, platform, channel, then that it goes forward. Fails with
 * UPDATE_NO_KEY, UPDATE_NOT_INTACT, UPDATE_NOT_SIGNED, UPDATE_NOT_FOR_THIS or UPDATE_OLDER; nothing of a manifest is
 * read before enough signatures hold.
 */
export function judgeManifest(
  text: string,
  keys: UpdateKeys,
  verify: VerifySignature,
  running: Running,
  seen: Partial<Record<Channel, SeenRelease>>,
): JudgedManifest {
  const { newer, ...judged } = judgeOffer(text, keys, verify, running, seen)
  if (!newer) throw behind(judged.manifest, running)
  return judged
}

/** A release that an address offers. */
export interface Offer extends JudgedManifest {
  /** Whether it goes past what is installed; else it is the same version. */
  newer: boolean
}

/** Judges the manifest that an address offers: as `judgeManifest` does, but the installed version may be offered again. */
export function judgeOffer(
  text: string,
  keys: UpdateKeys,
  verify: VerifySignature,
  running: Running,
  seen: Partial<Record<Channel, SeenRelease>>,
): Offer {
  requireKeys(keys)
  const file = parseSigned(text)
  if (!file) throw notIntact('The manifest is not whole, or is no manifest of an update.')
  const signers = signersOf(file, keys, verify)
  const manifest = parseManifest(file.signed)
  if (manifest === 'newer')
    throw notForThis(
      'The manifest is in a form of a later Holdfast.',
      'Install a release between this one and that one first.',
    )
  if (!manifest) throw notIntact('The manifest is signed, but not in the form of a manifest.')
  requireFits(manifest, running)
  requireForward(manifest, running, seen[manifest.channel])
  return { manifest, signers, newer: compareVersions(manifest.version, running.version) > 0 }
}

/** Fails with UPDATE_NO_KEY in a build that knows no key. */
export function requireKeys({ keys }: UpdateKeys): void {
  if (keys.length > 0) return
  throw new HoldfastError(
    'UPDATE_NO_KEY',
    'This build of Holdfast has no update key, so it can verify no update.',
    'Compare the SHA-256 of the new release with the one that its makers publish, and install it by hand.',
  )
}

/** Names of the keys that signed; a key counts once, whatever number of lines it has. */
function signersOf({ signed, signatures }: SignedManifest, keys: UpdateKeys, verify: VerifySignature): string[] {
  const good = new Set<string>()
  for (const { key, signature } of signatures) {
    const known = keys.keys.find(({ id }) => id === key)
    // Another key's line is passed over: the keys of a later build sign beside ours.
    if (!known) continue
    if (!verify(known.publicKey, signed, signature))
      throw new HoldfastError(
        'UPDATE_NOT_SIGNED',
        `A signature under the manifest names the key “${known.name}” and was not made with it: the manifest was changed or forged.`,
        'Do not install this file; get the release again, by a way that you trust.',
      )
    good.add(known.name)
  }
  if (good.size >= keys.threshold) return [...good]
  throw new HoldfastError(
    'UPDATE_NOT_SIGNED',
    `The manifest has ${good.size} of the ${keys.threshold} signatures that this build asks for.`,
    'Do not install this file; ask for a manifest that all signers have signed.',
  )
}

const platformWords: Record<string, string> = { linux: 'Linux', win32: 'Windows', darwin: 'macOS' }

function requireFits({ platform, arch, channel, from, version }: UpdateManifest, running: Running): void {
  const made = `${platformWords[platform]} ${arch}`
  if (platform !== running.platform || arch !== running.arch)
    throw notForThis(
      `This file is for ${made}; this computer runs ${platformWords[running.platform] ?? running.platform} ${running.arch}.`,
      'Get the file of the release that is for this computer.',
    )
  if (channel === 'preview' && running.channel !== 'preview')
    throw notForThis(
      `Holdfast ${version} is a preview, and this computer takes stable releases.`,
      'Wait for the stable release, or ask for previews with --channel preview.',
    )
  if (compareVersions(running.version, from) < 0)
    throw notForThis(
      `Holdfast ${version} takes over from ${from} or later; this is ${running.version}.`,
      `Install ${from} first.`,
    )
}

/** An update goes forward: not behind what runs, and not behind what this computer has verified before. */
function requireForward(manifest: UpdateManifest, running: Running, seen: SeenRelease | undefined): void {
  const { version, released } = manifest
  if (compareVersions(version, running.version) < 0) throw behind(manifest, running)
  if (!seen) return
  const order = compareVersions(version, seen.version) || Date.parse(released) - Date.parse(seen.released)
  if (order < 0)
    throw older(
      `The manifest is of Holdfast ${version}, released ${released}; this computer has verified ${seen.version}, released ${seen.released}, before.`,
    )
}

const behind = ({ version }: UpdateManifest, running: Running): HoldfastError =>
  older(`The manifest is of Holdfast ${version}, and ${running.version} is installed.`)

const older = (message: string): HoldfastError =>
  new HoldfastError(
    'UPDATE_OLDER',
    message,
    'Holdfast never goes back to an older release by an update; get the newest one.',
  )

/** A manifest or a file that is not as its signers made it. */
export const notIntact = (message: string): HoldfastError =>
  new HoldfastError('UPDATE_NOT_INTACT', message, 'Do not install it; copy the file and its manifest again.')

const notForThis = (message: string, next: string): HoldfastError =>
  new HoldfastError('UPDATE_NOT_FOR_THIS', message, next)
