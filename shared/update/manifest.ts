import { z } from 'zod'
import { base64, unbase64, utf8 } from '../kernel/bytes.ts'
import { canonical } from '../kernel/canonical.ts'
import { isNewer } from '../kernel/formats.ts'
import { isInstant } from '../kernel/time.ts'
import { versionForm } from './version.ts'

/** Where a release runs, as Node names it. */
export const platforms = ['linux', 'win32', 'darwin'] as const
export const architectures = ['x64', 'arm64'] as const
/** Forms in which Holdfast is handed out. */
export const packageKinds = ['tar', 'appimage', 'deb', 'rpm', 'nsis', 'portable', 'dmg', 'zip'] as const
export type PackageKind = (typeof packageKinds)[number]
/** `stable` for everybody; `preview` for those who ask for it. */
export const channels = ['stable', 'preview'] as const
export type Channel = (typeof channels)[number]

/** The number of the manifest's format that this program writes and reads (docs/format-update.md). */
export const manifestFormat = 1

const version = z.string().regex(versionForm, 'must be three numbers, like 0.3.0')

/** What the signers of a release say of one file. Members that are not listed are refused. */
export const UpdateManifest = z.strictObject({
  format: z.literal('holdfast-update'),
  v: z.literal(manifestFormat),
  product: z.literal('holdfast'),
  version,
  /** The oldest version that may go straight to this one. */
  from: version,
  channel: z.enum(channels),
  /** When the release was made, ISO 8601 in UTC. */
  released: z.string().refine((text) => text.endsWith('Z') && isInstant(text), 'must be an instant in UTC'),
  platform: z.enum(platforms),
  arch: z.enum(architectures),
  kind: z.enum(packageKinds),
  /** The file's name, without a folder. */
  file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/, 'must be a plain file name'),
  /** Bytes. */
  size: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
})
export type UpdateManifest = z.infer<typeof UpdateManifest>

/** One signature under a manifest. */
export interface ManifestSignature {
  /** Id of the key (`keyId`). */
  key: string
  /** Ed25519 (RFC 8032), 64 bytes. */
  signature: Uint8Array
}

/** A manifest's file taken apart; nothing in it is believed yet. */
export interface SignedManifest {
  /** The very bytes that are signed: the first line with its line feed. */
  signed: Uint8Array<ArrayBuffer>
  signatures: ManifestSignature[]
}

/** No manifest is larger, in bytes. */
export const manifestLimit = 16_384

/** The bytes that are signed: the manifest as one line of canonical JSON. */
export const manifestLine = (manifest: UpdateManifest): string => `${canonical(manifest)}\n`

/** One line of a signature: canonical JSON. */
export const signatureLine = ({ key, signature }: ManifestSignature): string =>
  `${canonical({ key, signature: base64(signature) })}\n`

/** Takes a manifest's file apart; undefined for anything but the one form that `docs/format-update.md` describes. */
export function parseSigned(text: string): SignedManifest | undefined {
  if (text.length > manifestLimit || !text.endsWith('\n')) return undefined
  const [first = '', ...lines] = text.slice(0, -1).split('\n')
  const signatures: ManifestSignature[] = []
  for (const line of lines) {
    const [, key, encoded] = /^\{"key":"([0-9a-f]{32})","signature":"([A-Za-z0-9+/]{86}==)"\}$/.exec(line) ?? []
    const signature = encoded === undefined ? undefined : unbase64(encoded)
    if (key === undefined || !signature) return undefined
    signatures.push({ key, signature })
  }
  return { signed: utf8(`${first}\n`), signatures }
}

/** What a signed line says: the manifest, `newer` for a later version's, undefined for what is none. */
export function parseManifest(signed: Uint8Array): UpdateManifest | 'newer' | undefined {
  let value: unknown
  const text = new TextDecoder().decode(signed)
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (isLater(value)) return 'newer'
  const { data } = UpdateManifest.safeParse(value)
  return data && manifestLine(data) === text ? data : undefined
}

const isLater = (value: unknown): boolean => {
  const { format, v } = (value ?? {}) as { format?: unknown; v?: unknown }
  return format === 'holdfast-update' && isNewer(v, manifestFormat)
}
