import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { buildPacketFile, type BuiltPacket } from '../build.ts'
import type { PacketContentInput } from '../../../print/content.ts'
import { issueLeaf, newLeafKey, newRoot } from '../../../sign/authority.ts'
import type { Root, Signer } from '../../../sign/signer.ts'
import type { EngineKind } from '../../../print/engine.ts'
import { nativeEngine } from '../../../print/native.ts'
import { nodeChildren } from '../../../print/node-child.ts'
import type { Typesetter } from '../../../print/port.ts'
import { createTypesetter } from '../../../print/typesetter.ts'
import { sampleContent } from './sample.ts'
import { sha256, type SampleFile } from './sample-entries.ts'

/** Both builds of the engine, each only where it is: the native one is a program of few platforms. */
export const engines: EngineKind[] = (await nativeEngine()) ? ['native', 'wasm'] : ['wasm']

export const typesetterOf = (engine: EngineKind): Typesetter => createTypesetter({ children: nodeChildren, engine })

/** A vault's root, and a leaf under it with its key. */
export type Authority = Root & Signer

export async function authority(at = '2026-11-01T08:00:00-05:00', memberName = 'R. Okafor'): Promise<Authority> {
  const vault = { id: '1f6083e5aa274c9d7c1a90be44', name: 'Northgate security' }
  const root = await newRoot(
    vault,
    at,
    Uint8Array.from({ length: 16 }, (_, i) => i + 1),
  )
  return { ...root, ...(await leafUnder(root, vault.name, memberName, at)) }
}

/** A leaf that somebody who has the root's key puts under it. */
export async function leafUnder(
  root: Root,
  vaultName: string,
  memberName: string,
  at = '2026-11-01T08:00:00-05:00',
  roles: readonly string[] = ['investigator'],
): Promise<Signer> {
  const { publicKey, privateKey } = await newLeafKey()
  const serial = new Uint8Array(16).fill(9)
  const leafCert = await issueLeaf(root, { vaultName, memberName, roles, publicKey, at, serial })
  return { rootCert: root.rootCert, leafCert, privateKeyPkcs8: privateKey }
}

export const file = (number: string, fileName: string, mediaType: string, bytes: Uint8Array): SampleFile => ({
  number,
  fileName,
  mediaType,
  bytes: Uint8Array.from(bytes),
})

/** A drawn picture, so that tests need no file of others. */
export const picture = (format: 'png' | 'jpeg'): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 200, channels: 3, background: { r: 30, g: 90, b: 120 } } })
    .toFormat(format)
    .toBuffer()

export const build = (
  files: SampleFile[],
  signer: Authority,
  change: (content: PacketContentInput) => PacketContentInput = (content) => content,
  engine?: EngineKind,
): Promise<BuiltPacket> =>
  buildPacketFile({
    content: change(sampleContent(files, signer)),
    files: files.map((one) => ({
      ...one,
      size: one.bytes.length,
      sha256: sha256(one.bytes),
      open: () => chunked(one.bytes),
    })),
    signer,
    typesetter: createTypesetter({ children: nodeChildren, engine }),
  })

async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

/** Whether a referee is on this machine. */
export const has = (...programs: string[]): boolean =>
  programs.every((program) => spawnSync(program, ['--version']).error === undefined)

/** Runs a referee; its whole output, whatever it ends with. */
export function run(program: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  return `${stdout}${stderr}`
}

/** Calls back with a folder that is gone afterwards. */
export async function inFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-packet-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The bytes written as a file in a folder; its path. */
export function put(folder: string, name: string, bytes: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}

export const shell = (folder: string, script: string): string =>
  execFileSync('sh', ['-c', `${script} 2>&1`], { cwd: folder, encoding: 'utf8' })
