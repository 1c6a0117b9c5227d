import { z } from 'zod'
import type { Checked, Output } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'
import { databaseParts, readRegular } from './record/vault/index.ts'

/** The list that the build writes (scripts/release/licences.ts): each licence text once, packages name theirs by place. */
const Licences = z.object({
  packages: z.array(z.object({ name: z.string(), version: z.string(), licence: z.string(), texts: z.array(z.int()) })),
  texts: z.array(z.string()),
})

/** Far more than the list has. */
const mostBytes = 1 << 24

type Needs = Pick<Ports, 'version' | 'licences' | 'windowParts'>

/** Says which version this is, what it runs on and what it is made of. */
export async function aboutApp({ version, licences, windowParts }: Needs): Promise<Output<'app.about'>> {
  const { node, openssl } = process.versions
  const runs = [
    ...((await windowParts?.()) ?? []),
    { name: 'Node (core)', version: node },
    ...databaseParts(),
    { name: 'OpenSSL', version: openssl },
  ]
  const list = await readLicences(licences)
  const packages = list?.packages.map((one) => ({ ...one, texts: one.texts.length })) ?? null
  return { version, runs, packages }
}

/** The licence texts of one package. */
export async function licenceOf(
  { licences }: Needs,
  { name, version }: Checked<'app.licence'>,
): Promise<Output<'app.licence'>> {
  const list = await readLicences(licences)
  const found = list?.packages.find((one) => one.name === name && one.version === version)
  if (!list || !found)
    throw new HoldfastError(
      'NOT_FOUND',
      `No licence of ${name} ${version} came with this copy of Holdfast.`,
      'Look in the folder of the package itself, or install Holdfast again.',
    )
  return { texts: found.texts.flatMap((place) => list.texts[place] ?? []) }
}

/** Null where this copy was not built, or without the list. */
async function readLicences(file: string): Promise<z.infer<typeof Licences> | null> {
  try {
    return Licences.parse(JSON.parse((await readRegular(file, mostBytes)).toString('utf8')))
  } catch {
    return null
  }
}
