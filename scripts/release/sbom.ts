import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { packagesOf } from './licences.ts'

interface Bom {
  serialNumber: string
  metadata: { timestamp: string; component: { name: string } }
  components: { 'bom-ref': string; type: string; name: string; version: string; properties?: unknown[] }[]
  dependencies: { ref: string; dependsOn: string[] }[]
}

/**
 * The bill of materials of a release in CycloneDX, by npm itself: the packages whose licences it names, and the Electron it was
 * packed with. Time and serial number are those of the commit, so that two builds of one commit have the same. Throws with
 * what npm said.
 */
export function sbomOf(root: string, electron: string, seconds: number): string {
  // With `--omit dev` npm leaves out what is needed to develop too, zod for one: all are asked for, and ours are kept.
  const words = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
  const { status, stdout, stderr } = spawnSync('npm', words, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`npm sbom did not work: ${stderr.trim()}`)
  const bom = JSON.parse(stdout) as Bom
  bom.metadata.timestamp = new Date(seconds * 1000).toISOString()
  // npm names the product after the folder that it was built in.
  bom.metadata.component.name = 'holdfast'
  const ours = new Set(packagesOf(root).map(({ name, version }) => `${name}@${version}`))
  bom.components = bom.components.filter((one) => ours.has(one['bom-ref'])).map((one) => ({ ...one, properties: [] }))
  const [product = { ref: '' }] = bom.dependencies
  bom.dependencies = bom.dependencies
    .filter(({ ref }) => ref === product.ref || ours.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => ours.has(one)) }))
  bom.components.push({ 'bom-ref': `electron@${electron}`, type: 'framework', name: 'electron', version: electron })
  bom.components.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1))
  bom.serialNumber = `urn:uuid:${uuidOf(JSON.stringify({ ...bom, serialNumber: '' }))}`
  return `${JSON.stringify(bom, null, 2)}\n`
}

/** A UUID of a text (RFC 9562, version 8): of its SHA-256. */
function uuidOf(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex')
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `a${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-')
}
