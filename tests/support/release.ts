import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sha256 } from '../../electron/hosts/update/keys.ts'
import { rawPublicKey } from '../../scripts/release/keys.ts'
import { keyId } from '../../shared/update/keys.ts'
import { manifestLine, signatureLine, type UpdateManifest } from '../../shared/update/manifest.ts'

const root = join(import.meta.dirname, '../..')

/** Somebody who signs releases. */
export interface Signer {
  name: string
  id: string
  publicKey: Buffer
  privateKey: KeyObject
}

export function signer(name: string): Signer {
  const { privateKey } = generateKeyPairSync('ed25519')
  const publicKey = rawPublicKey(privateKey)
  return { name, id: keyId(sha256, publicKey), publicKey, privateKey }
}

/** A list of update keys as a build holds it. */
export const keysFile = (signers: readonly Signer[], threshold = 1): string =>
  JSON.stringify({
    format: 'holdfast-update-keys',
    v: 1,
    threshold,
    keys: signers.map(({ name, publicKey }) => ({ name, publicKey: publicKey.toString('base64') })),
  })

/** A signer's line under a text; `id` says whose it pretends to be. */
export const signed = (text: string, { privateKey, id }: Signer, as = id): string =>
  signatureLine({ key: as, signature: sign(null, Buffer.from(text), privateKey) })

/** A manifest with its signatures. */
export function manifestBy(signers: readonly Signer[], manifest: UpdateManifest): string {
  const line = manifestLine(manifest)
  return line + signers.map((one) => signed(line, one)).join('')
}

/**
 * Lays a Holdfast out as a release has it: the program under `resources/app.asar.unpacked` from these sources, the command
 * line beside it. Another version and other update keys are all that is changed in it.
 */
export function layOut(folder: string, version: string, keys: string): string {
  const app = join(folder, 'resources/app.asar.unpacked')
  mkdirSync(join(folder, 'bin'), { recursive: true })
  for (const part of ['bin', 'electron', 'shared', 'resources'])
    cpSync(join(root, part), join(app, part), { recursive: true, filter: (file) => !file.endsWith('.test.ts') })
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object
  writeFileSync(join(app, 'package.json'), JSON.stringify({ ...own, version }))
  writeFileSync(join(app, 'resources/update-keys.json'), keys)
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'))
  // The Node that comes with it is the one that runs the tests.
  const node = join(folder, 'resources/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  mkdirSync(dirname(node), { recursive: true })
  symlinkSync(process.execPath, node)
  const command = process.platform === 'win32' ? 'holdfast.cmd' : 'holdfast.sh'
  cpSync(join(root, 'resources/packaging', command), join(folder, 'bin', command.replace('.sh', '')))
  return join(app, 'bin/holdfast.mjs')
}
