// `npm run release -- key|manifest|sign`: what whoever makes a release does with keys and manifests (docs/release.md). The
// private keys lie where no project and no network is; a passphrase comes from HOLDFAST_RELEASE_PASSPHRASE or is typed.
import { parseArgs } from 'node:util'
import { askPassphrase } from '../electron/hosts/cli/passphrase.ts'
import { architectures, channels, packageKinds, platforms } from '../shared/update/manifest.ts'
import { makeSigningKey } from './release/keys.ts'
import { signManifest, writeManifest } from './release/sign.ts'

const usage = `npm run release -- key FILE.pem --name NAME
npm run release -- manifest FILE --version V --from V --platform P --arch A --kind K [--channel C] [--released INSTANT]
npm run release -- sign FILE.update --key FILE.pem
P: ${platforms.join(', ')}; A: ${architectures.join(', ')}; K: ${packageKinds.join(', ')}; C: ${channels.join(', ')}`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(
    ['name', 'key', 'version', 'from', 'platform', 'arch', 'kind', 'channel', 'released'].map((name) => [
      name,
      { type: 'string' as const },
    ]),
  ),
})
const said = values as Record<string, string | undefined>
const passphrase = (isNew: boolean): Promise<string> => {
  const given = process.env['HOLDFAST_RELEASE_PASSPHRASE']
  return given === undefined ? askPassphrase(undefined, isNew) : Promise.resolve(given)
}

// That of a vault, for the command line, is none of a signing key.
delete process.env['HOLDFAST_PASSPHRASE']

const [act, file] = positionals
try {
  if (act === 'key' && file !== undefined && said['name'] !== undefined) {
    const { id, publicKey } = makeSigningKey(file, await passphrase(true))
    console.log(`Key ${id} in ${file}. Its public half, for "keys" in resources/update-keys.json:`)
    console.log(JSON.stringify({ name: said['name'], publicKey }))
  } else if (act === 'manifest' && file !== undefined) {
    const { channel = 'stable', released = new Date().toISOString() } = said
    console.log(await writeManifest(file, { ...said, channel, released } as Parameters<typeof writeManifest>[1]))
  } else if (act === 'sign' && file !== undefined && said['key'] !== undefined) {
    console.log(`Signed with ${await signManifest(file, said['key'], await passphrase(false))}.`)
  } else {
    console.error(usage)
    process.exitCode = 2
  }
} catch (thrown) {
  console.error(`release: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  process.exitCode = 1
}
