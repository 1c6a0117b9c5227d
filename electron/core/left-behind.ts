import { knownHead, type SupersededEntry } from './record/anchors/index.ts'
import { sameBytes } from '../../shared/kernel/bytes.ts'
import { HoldfastError } from '../../shared/kernel/errors.ts'
import { count } from '../../shared/kernel/show.ts'
import type { Checkpoint, SignedNote } from '../../shared/ledger/note.ts'
import { judgeBy } from './identities.ts'
import { knownVaults } from './known-vaults.ts'
import { rootOfFirst } from './record/ledger/index.ts'
import type { Ports } from './ports.ts'
import { openAsItLies, vaultIn, type Reader, type Vault } from './record/vault/index.ts'

/** What a restore leaves behind: entries that are known, here or by a kept head, and are not in the backup. */
export type LeftBehind = Omit<SupersededEntry, 'reason'>

interface Record {
  db: Reader
  size: number
}

/**
 * What a newer state of the vault has beyond a backup: the vault that lies where it is restored to (`there`), and the
 * head that this computer keeps. For the types of entries that only the head counts, the vault that is open, or another
 * of this computer, is read if it contains that head; where there is none, only their number is known. Undefined where
 * nothing newer is known.
 */
export async function leftBehind(
  ports: Ports,
  vault: Vault,
  passphrase: string,
  there: Reader | undefined,
  open: Vault | undefined,
): Promise<LeftBehind | undefined> {
  const mine = recordOf(vault.store)
  const found: LeftBehind[] = []
  const lies = there && readable(there)
  if (lies) found.push(...beyond(mine, lies))
  const kept = await keptHead(ports, vault, mine)
  if (kept && !contains(mine, kept.checkpoint)) {
    if (lies && contains(lies, kept.checkpoint)) for (const one of found) one.known.push(kept.note)
    else found.push(...(await byHead(ports, vault.header.id, passphrase, mine, kept, open)))
  }
  return found.length === 0 ? undefined : found.reduce(together)
}

/** What a kept head counts beyond the backup, with the types where a vault of this computer has those entries. */
async function byHead(
  ports: Ports,
  id: string,
  passphrase: string,
  mine: Record,
  { note, checkpoint }: SignedNote & { note: string },
  open: Vault | undefined,
): Promise<LeftBehind[]> {
  const read = (one: Record | undefined): LeftBehind[] | undefined =>
    one && contains(one, checkpoint)
      ? beyond(mine, one).map((left) => ({ ...left, known: [...left.known, note] }))
      : undefined
  const found = open?.header.id === id ? read(readable(open.store)) : undefined
  if (found) return found
  for (const { dir } of await knownVaults(ports.home)) {
    if ((await vaultIn(dir).catch(() => undefined)) !== id) continue
    const store = await openAsItLies(dir, { passphrase }, judgeBy(ports)).catch(() => undefined)
    if (!store) continue
    try {
      const left = read(readable(store))
      if (left) return left
    } finally {
      store.close()
    }
  }
  const { size } = checkpoint
  const first = size > mine.size ? mine.size : null
  return [{ size: mine.size, first, last: size - 1, types: {}, untyped: size - (first ?? 0), known: [note] }]
}

const recordOf = (db: Reader): Record => ({
  db,
  size: (db.get<{ last: number | null }>('select max(seq) as last from entry')?.last ?? -1) + 1,
})

/** A damaged database may fail at its first page. */
function readable(db: Reader): Record | undefined {
  try {
    return recordOf(db)
  } catch {
    return undefined
  }
}

function contains({ db, size }: Record, head: Pick<Checkpoint, 'size' | 'root'>): boolean {
  return head.size <= size && sameBytes(rootOfFirst(db, head.size), head.root)
}

/** The entries of another state of the same vault that are not in this one. */
function beyond(mine: Record, other: Record): LeftBehind[] {
  try {
    const first = commonSize(mine, other)
    if (first >= other.size) return []
    const rows = other.db.all<{ type: string; n: number }>(
      `select json_extract(bytes, '$.type') as type, count(*) as n from entry where seq >= ? group by 1 order by 1`,
      first,
    )
    const note = other.db.get<{ note: string }>('select note from head order by size desc limit 1')?.note
    const types = Object.fromEntries(rows.map(({ type, n }) => [type, n]))
    return [
      { size: mine.size, first, last: other.size - 1, types, untyped: 0, known: note === undefined ? [] : [note] },
    ]
  } catch {
    const first = Math.min(mine.size, other.size)
    if (other.size <= mine.size) return []
    return [{ size: mine.size, first, last: other.size - 1, types: {}, untyped: other.size - first, known: [] }]
  }
}

/** How many entries two records begin with in common: their roots agree up to there and no farther. */
function commonSize(one: Record, other: Record): number {
  let [low, high] = [0, Math.min(one.size, other.size)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (sameBytes(rootOfFirst(one.db, middle), rootOfFirst(other.db, middle))) low = middle
    else high = middle - 1
  }
  return low
}

function together(one: LeftBehind, other: LeftBehind): LeftBehind {
  const types = { ...one.types }
  for (const [type, n] of Object.entries(other.types)) types[type] = (types[type] ?? 0) + n
  return {
    size: one.size,
    first: one.first === null || other.first === null ? null : Math.min(one.first, other.first),
    last: Math.max(one.last, other.last),
    types,
    untyped: one.untyped + other.untyped,
    known: [...one.known, ...other.known],
  }
}

async function keptHead(
  ports: Ports,
  { header, store }: Vault,
  { size }: Record,
): Promise<(SignedNote & { note: string }) | undefined> {
  const note = await ports.heads.read(header.id).catch(() => undefined)
  const read = note === undefined ? undefined : knownHead(store, header.id, size, note)
  return read && note !== undefined ? { ...read, note } : undefined
}

/** Whether a record goes on from the head that this computer keeps of it, signed by a key that the record knows. */
export async function goesOnFromKept(ports: Ports, { header, store }: Vault): Promise<boolean> {
  const note = await ports.heads.read(header.id).catch(() => undefined)
  const mine = recordOf(store)
  const kept = note === undefined ? undefined : knownHead(store, header.id, mine.size, note, true)
  return kept !== undefined && contains(mine, kept.checkpoint)
}

/** What is left behind, in words. */
export function leftInWords({ first, last, types, untyped }: Omit<LeftBehind, 'known'>): string {
  const kinds = Object.entries(types).sort(([, a], [, b]) => b - a)
  const named = kinds.slice(0, 12).map(([type, n]) => `${n} × ${type}`)
  if (kinds.length > 12) named.push(count(kinds.length - 12, 'more type'))
  if (untyped > 0 && first !== null)
    named.push(kinds.length === 0 ? 'of what types is not known here' : `${untyped} of types that are not known here`)
  const total = kinds.reduce((sum, [, n]) => sum + n, untyped)
  if (first === null)
    return `another history of ${count(last + 1, 'entry', 'entries')}, and how much of it is in the backup is not known here`
  return `${count(total, 'entry', 'entries')}, ${first === last ? `entry ${first}` : `entries ${first} to ${last}`} (${named.join(', ')})${undone(types, untyped)}`
}

/** Of entries that are left behind, those after which an older passphrase, sheet or invitation opens the vault no more. */
const keyChanges = [
  'vault.rekeyed',
  'vault.identified',
  'vault.header-changed',
  'member.keys-renewed',
  'member.activated',
]

/** What comes back where entries that took something away are left behind, in a sentence. */
function undone(types: LeftBehind['types'], untyped: number): string {
  const back = [
    ...('member.revoked' in types ? ['who was revoked since is a member again'] : []),
    ...(['member.revoked', ...keyChanges].some((type) => type in types)
      ? ['the keys are those of then, so that passphrases and sheets from then open the vault until they are changed']
      : []),
    ...('record.destroyed' in types ? ['what was destroyed since is there again'] : []),
    ...(untyped > 0 ? ['members and keys are those of the backup, whatever those entries changed about them'] : []),
  ]
  return back.length === 0 ? '' : `. What they ended comes back: ${back.join('; ')}`
}

/** Asks for an answer before anything is restored. */
export const asksWhy = (left: LeftBehind, size: number): HoldfastError =>
  new HoldfastError(
    'VAULT_OLDER',
    `A newer state of this vault is known here than the backup, which ends with entry ${size - 1}. Restoring it leaves behind: ${leftInWords(left)}. Nothing was restored.`,
    'Restore a newer backup if there is one. If this one is meant to supersede the newer state, say so and why: `--supersedes --reason R`, or the answer in the window; it goes on record.',
  )
