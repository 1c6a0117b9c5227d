import { hex } from '../../kernel/bytes.ts'
import { claimsToBeManifest, newestManifest, readManifest, type Manifest } from '../manifest.ts'
import type { EmbeddedFile, EmbeddedFiles } from './attachments.ts'
import { exhibitsInLedger } from '../register-check.ts'
import type { Problem, Verdict, VerifyPorts } from './verdict.ts'

/** The largest manifest that is read: 64 MB. */
const largestManifest = 64 * 1024 * 1024
export const manifestName = 'manifest.json'

export interface ManifestFinding {
  manifest?: Manifest
  problems: Problem[]
}

/**
 * Finds and reads the manifest. Undefined when there is none: then the file is simply no packet of ours. A file of that
 * name that is the manifest of something else does not make a PDF a packet.
 */
export async function findManifest(files: EmbeddedFile[]): Promise<ManifestFinding | undefined> {
  const named = files.filter(({ name }) => name === manifestName)
  const read = await Promise.all(named.slice(0, 2).map((file) => file.read(largestManifest).catch(() => undefined)))
  const ours = read.filter((bytes) => !bytes || isOurs(bytes))
  if (ours.length === 0) return undefined
  if (named.length > 1) return unreadable('there are several attachments of that name')
  const [bytes] = ours
  if (!bytes) return unreadable('the attachment cannot be read')
  const manifest = readManifest(bytes)
  if ('newer' in manifest) return newer(manifest.newer)
  return 'problem' in manifest ? unreadable(manifest.problem) : { manifest, problems: [] }
}

/** Whether it is a manifest of ours, or what may be left of one. */
function isOurs(bytes: Uint8Array): boolean {
  try {
    return claimsToBeManifest(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    return true
  }
}

const unreadable = (why: string): ManifestFinding => ({
  problems: [{ code: 'MANIFEST_UNREADABLE', message: `manifest.json cannot be relied on: ${why}.` }],
})

const newer = (version: number): ManifestFinding => ({
  problems: [
    {
      code: 'MANIFEST_NEWER',
      message: `A newer Holdfast made this packet (manifest.json of version ${version}; this one reads versions up to ${newestManifest}): what it carries was not checked. Check it with that version.`,
    },
  ],
})

/** Hashes every exhibit that the manifest names, in the PDF and beside it. Of what is withheld there is nothing to hash. */
export async function checkExhibits(
  manifest: Manifest,
  { listed: files, hidden }: EmbeddedFiles,
  { subtle, hashBeside }: VerifyPorts,
): Promise<{ exhibits: Verdict['exhibits']; problems: Problem[] }> {
  const exhibits: Verdict['exhibits'] = []
  const problems: Problem[] = []
  const expected = new Set<string>([manifestName])
  const inLedger = exhibitsInLedger(manifest)
  const names = new Set<string>()
  for (const exhibit of manifest.exhibits) {
    const { number, sha256, disposition, file, size } = exhibit
    const say = (code: Problem['code'], message: string): void => void problems.push({ code, message })
    const isFile = disposition === 'attached' || disposition === 'beside'
    if (isFile !== (file !== undefined) || (file !== undefined && names.has(file.toLowerCase())))
      say('EXHIBIT_MISSING', `Exhibit ${number} does not name a file of its own, as “${disposition}” asks.`)
    if (file !== undefined) names.add(file.toLowerCase())
    if (disposition === 'withheld') continue
    const register = (ok: boolean): void => {
      exhibits.push({ number, sha256, ok, inLedger: inLedger.has(number) })
    }
    if (disposition === 'noted') {
      // Only an empty file is noted: its hash is known to everyone.
      register(size === 0 && sha256 === hex(new Uint8Array(await subtle.digest('SHA-256', new Uint8Array()))))
      if (exhibits.at(-1)?.ok === false)
        say('EXHIBIT_MISSING', `Exhibit ${number} is noted only, but it is not an empty file.`)
      continue
    }
    let hash: string | undefined
    if (disposition === 'attached') {
      expected.add(file ?? '')
      hash = await hashAttached(files, file, size, subtle)
      if (hash === undefined)
        say('EXHIBIT_MISSING', `Exhibit ${number} is not among the attachments, or cannot be read there.`)
      else if (hash !== sha256)
        say('EXHIBIT_ALTERED', `Exhibit ${number} is not what was collected: its SHA-256 is ${hash}.`)
    } else {
      hash = await hashBeside?.(file ?? '')
      if (hash === undefined)
        say(
          'BESIDE_NOT_GIVEN',
          `Exhibit ${number} lies in a file beside the packet, which was not checked: ${file ?? ''}`,
        )
      else if (hash !== sha256)
        say(
          'BESIDE_ALTERED',
          `The file of exhibit ${number} beside the packet is not what was collected: its SHA-256 is ${hash}.`,
        )
    }
    register(hash === sha256)
  }
  for (const { name } of files) {
    if (!expected.has(name))
      problems.push({ code: 'ATTACHMENT_NOT_NAMED', message: `The manifest does not name the attachment ${name}.` })
  }
  for (const what of hidden)
    problems.push({
      code: 'ATTACHMENT_NOT_NAMED',
      message: `The PDF embeds a file that its list of attachments does not show as it is: ${what}.`,
    })
  return { exhibits, problems }
}

async function hashAttached(
  files: EmbeddedFile[],
  name: string | undefined,
  size: number,
  subtle: VerifyPorts['subtle'],
): Promise<string | undefined> {
  const named = files.filter((file) => file.name === name)
  // Two attachments of one name: a reader could be shown either.
  if (named.length !== 1 || !named[0]) return undefined
  try {
    return hex(new Uint8Array(await subtle.digest('SHA-256', await named[0].read(size))))
  } catch {
    return undefined
  }
}
