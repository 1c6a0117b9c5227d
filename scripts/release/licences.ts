import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

interface Packaged {
  name: string
  version: string
  license: string
  /** Texts of its licence and notice, as it brings them. */
  texts: string[]
}

/** The packages that a release is made of, from the lock file and what is installed here; natives of other systems are left out. */
export function packagesOf(root: string): Packaged[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean }>
  }
  return Object.entries(packages)
    .filter(([at, { dev }]) => at !== '' && dev !== true && existsSync(join(root, at, 'package.json')))
    .map(([at]) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, at, 'package.json'), 'utf8')) as {
        name: string
        version: string
        license?: string
      }
      return { name, version, license: license ?? 'not said', texts: textsIn(join(root, at)) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
}

const textsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice|copying|ofl)(?:[.-].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())

/** The same list for About: each licence text once, and of each package the places of its own. */
function licencesList(all: readonly Packaged[]): string {
  const texts = [...new Set(all.flatMap((one) => one.texts))]
  const packages = all.map(({ name, version, license, texts: own }) => {
    const places = own.map((text) => texts.indexOf(text))
    return { name, version, licence: license, texts: places }
  })
  return JSON.stringify({ packages, texts })
}

/** Writes what Holdfast is made of and under which licences into `out/`: as data for About, and as one text. */
export function writeLicences(root: string): void {
  const out = join(root, 'out')
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'licences.json'), licencesList(packagesOf(root)))
  writeFileSync(join(out, 'licences.txt'), licencesText(root))
}

/**
 * The licences of everything that Holdfast is made of, as one text: a list, then each licence text once with the packages
 * that bring it. Those of Electron and of Chromium lie beside the program, as Electron brings them.
 */
export function licencesText(root: string): string {
  const all = packagesOf(root)
  const byText = new Map<string, string[]>()
  for (const { name, version, texts } of all)
    for (const text of texts) byText.set(text, [...(byText.get(text) ?? []), `${name} ${version}`])
  const list = all.map(({ name, version, license, texts }) => {
    const remark = texts.length === 0 ? ' (it brings no text of it)' : ''
    return `${name} ${version}: ${license}${remark}`
  })
  const rule = '='.repeat(80)
  const parts = [...byText].map(([text, names]) => `${rule}\n${[...new Set(names)].join('\n')}\n${rule}\n\n${text}\n`)
  return [
    'Holdfast is made of these packages, each under its own licence. Electron and Chromium: LICENSE and LICENSES.chromium.html',
    'beside the program.',
    '',
    ...list,
    '',
    ...parts,
  ].join('\n')
}
