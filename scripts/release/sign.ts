import { createHash, sign } from 'node:crypto'
import { appendFileSync, createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import {
  manifestLine,
  parseManifest,
  parseSigned,
  signatureLine,
  UpdateManifest,
} from '../../shared/update/manifest.ts'
import { openSigningKey } from './keys.ts'

/** What whoever makes a release says of a file beside what can be measured. */
export type Said = Pick<UpdateManifest, 'version' | 'from' | 'channel' | 'released' | 'platform' | 'arch' | 'kind'>

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  return hash.digest('hex')
}

/** Writes the manifest of a release's file beside it, unsigned; returns its path. Throws for what the format has no place for. */
export async function writeManifest(file: string, said: Said): Promise<string> {
  const manifest = UpdateManifest.parse({
    format: 'holdfast-update',
    v: 1,
    product: 'holdfast',
    ...said,
    file: basename(file),
    size: statSync(file).size,
    sha256: await sha256Of(file),
  })
  const path = `${file}.update`
  writeFileSync(path, manifestLine(manifest), { flag: 'wx' })
  return path
}

/** Adds a signer's line to a manifest, after comparing the file with it; returns the id of the key. */
export async function signManifest(path: string, keyFile: string, passphrase: string): Promise<string> {
  const file = parseSigned(readFileSync(path, 'utf8'))
  const manifest = file && parseManifest(file.signed)
  if (!file || !manifest || manifest === 'newer') throw new Error(`${path} is not the manifest of an update`)
  const release = join(dirname(path), manifest.file)
  if (!existsSync(release)) throw new Error(`${release} is not there; nobody signs what they do not have`)
  if ((await sha256Of(release)) !== manifest.sha256) throw new Error(`${release} is not the file of this manifest`)
  const { key, id } = openSigningKey(keyFile, passphrase)
  if (file.signatures.some((one) => one.key === id)) throw new Error(`${path} has the signature of this key already`)
  appendFileSync(path, signatureLine({ key: id, signature: sign(null, file.signed, key) }))
  return id
}
