import { join } from 'node:path'
import { z } from 'zod'
import { Sha256 } from '../../shared/contract/fields.ts'
import type { Output } from '../../shared/contract/contract.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import type { Ports } from './ports.ts'
import {
  fingerprintOf,
  makePrivateFolder,
  readHeaders,
  readRegular,
  writeAtomically,
  type Header,
  type Judge,
  type Vault,
} from './record/vault/index.ts'

// What this computer knows of vaults beside their heads: the identity of each, one file a vault. It lies outside of the
// vault's folder, where whoever can write to that cannot reach.
const folder = '.identities'
const Known = z.strictObject({ format: z.literal('holdfast-identity-seen'), version: z.literal(1), identity: Sha256 })

const fileOf = (home: string, vault: string): string => join(home, folder, `${vault}.json`)

/** What this computer keeps of a vault's identity; `unread`: something lies there that cannot be read. */
async function keptOf(home: string, vault: string): Promise<{ identity?: string; unread?: true }> {
  try {
    const bytes = await readRegular(fileOf(home, vault), 1 << 12)
    return { identity: Known.parse(JSON.parse(bytes.toString('utf8'))).identity }
  } catch (thrown) {
    return (thrown as { code?: unknown }).code === 'ENOENT' ? {} : { unread: true }
  }
}

/** The identity under which this computer knows a vault; undefined where it knows none: the head that is kept outside may still tell. */
export const knownIdentity = async (home: string, vault: string): Promise<string | undefined> =>
  (await keptOf(home, vault)).identity

/** What is to be said of a vault whose identity this computer keeps in a file that it cannot read. */
export async function unreadIdentity({ home }: Pick<Ports, 'home'>, header: Header): Promise<string[]> {
  if ((await keptOf(home, header.id)).unread !== true) return []
  return [
    `What this computer keeps of this vault’s identity cannot be read (${fileOf(home, header.id)}): another vault in the place of yours would not be noticed by it. Compare these words with a colleague who has it open elsewhere: ${fingerprintOf(header).words}. If they are the same, move that file away; if they differ, lock the vault and record nothing.`,
  ]
}

/** Remembers a vault's identity. What cannot be read stays as it lies; that it cannot be written keeps no vault shut. */
export async function rememberIdentity({ home, log }: Pick<Ports, 'home' | 'log'>, header: Header): Promise<void> {
  if (!header.identity || (await keptOf(home, header.id)).unread === true) return
  const known: z.infer<typeof Known> = {
    format: 'holdfast-identity-seen',
    version: 1,
    identity: header.identity.sha256,
  }
  try {
    await makePrivateFolder(join(home, folder))
    await writeAtomically(fileOf(home, header.id), JSON.stringify(known))
  } catch {
    log('the identity of a vault could not be kept')
  }
}

/** Refuses a header of a vault that this computer knows by another identity, or by one where the header has none. */
export const judgeBy =
  ({ home }: Pick<Ports, 'home'>): Judge =>
  async (header) => {
    const known = await knownIdentity(home, header.id)
    if (known === undefined || known === header.identity?.sha256) return
    const keep = `Type no passphrase into it. Keep the folder as it is, ask who wrote to it, and open the vault from where you had it. Only if you know why it is so: this computer's knowledge lies in ${fileOf(home, header.id)}; with that file moved away it sees the vault for the first time.`
    if (header.identity) {
      throw new HoldfastError(
        'VAULT_NOT_THE_SAME',
        'This is not the vault that this computer knows: it has the same number and another identity. Somebody may have put it in the place of yours, to read what is typed into it.',
        keep,
      )
    }
    throw new HoldfastError(
      'VAULT_NOT_THE_SAME',
      `This computer knows this vault with an identity (form 3); here it lies in form ${header.version}, without one. It is a copy from before, or somebody put it in the place of yours.`,
      keep,
    )
  }

/** What can be said of a vault that is still shut. Fails with NOT_A_VAULT, HEADER_DAMAGED, VAULT_NEWER or VAULT_NOT_THE_SAME. */
export async function lookAt(ports: Ports, dir: string): Promise<Output<'vault.look'>> {
  const [first] = await readHeaders(dir, judgeBy(ports))
  if (!first) throw new Error('a vault has a header')
  const { header } = first
  const head = await ports.heads.read(header.id).catch(() => undefined)
  const known = head !== undefined || (await knownIdentity(ports.home, header.id)) !== undefined
  return { id: header.id, form: header.version, fingerprint: fingerprintOf(header), known }
}

/** Why an opened vault takes nothing here unless it goes on from a head that is kept; undefined where its identity tells which it is. */
export async function unseenBy(
  { home }: Pick<Ports, 'home'>,
  { header, keys }: Pick<Vault, 'header' | 'keys'>,
): Promise<HoldfastError | undefined> {
  const bound = header.identity !== undefined && !keys.unbound
  return bound || (await knownIdentity(home, header.id)) !== undefined ? undefined : neverSeen(header)
}

/** Why a vault opens for reading only on a computer that sees it for the first time. */
const neverSeen = (header: Header): HoldfastError =>
  new HoldfastError(
    'VAULT_NOT_THE_SAME',
    `This computer sees this vault for the first time, and ${
      header.identity
        ? 'your passphrase lies in it in the form before its identity'
        : `its form (${header.version}) has no identity`
    }: somebody who can write to the folder could have put another in its place. It opens for reading only.`,
    `Compare its fingerprint with somebody who has it open elsewhere, by another way than this folder: ${fingerprintOf(header).words}. If it is the same, say so (\`holdfast vault accept\`, with the 64 digits that \`holdfast vault info\` shows beside the words); if not, lock it and type nothing.`,
  )

/** What is said on the first opening of a vault whose slots are bound to its identity. */
export const firstSeen = (header: Header): string =>
  `This computer sees this vault for the first time and remembers its identity: ${fingerprintOf(header).words}. Compare these words with a colleague who has it open elsewhere, by another way than this folder; if they differ, lock the vault and record nothing.`
