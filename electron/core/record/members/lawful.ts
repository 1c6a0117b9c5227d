import type { Role } from '../../../../shared/contract/permissions.ts'
import { hex, sameBytes } from '../../../../shared/kernel/bytes.ts'
import { isRenewal, type Place } from '../../../../shared/ledger/admission.ts'
import { keyHash, parseNote } from '../../../../shared/ledger/note.ts'
import { sha256, verifyText, type Reader } from '../vault/index.ts'
import { faultsOfAct, rolesAfter, rolesOf, type Roles } from './act-faults.ts'
import { keyChangeIn, saidIn, type Said } from './members.ts'

/** Whoever recorded an entry, with their roles at that place. */
export interface Author {
  actor: string
  roles: readonly Role[]
}

interface Act {
  seq: number
  type: string
  actor: string
  at: string
  body: string
}
/** An act whose payload was read. */
type ReadAct = Act & { said: Said | undefined }
/** Roles and keys of members, as far as those made them so who had the right to. */
interface Standing {
  place: Place
  roles: Roles
  keys: Map<string, Uint8Array>
}

/**
 * Entries whose types begin so, about the vault and those who are or were its members, with what they recorded. Found by
 * what they are about, as this program writes them: a vault of a million reports is not read for them.
 */
export const recordedOfMembers = (db: Reader, kinds: readonly string[]): Act[] =>
  db.all(
    `select e.seq, json_extract(e.bytes, '$.type') as type, json_extract(e.bytes, '$.actor') as actor,
       json_extract(e.bytes, '$.at') as at, p.body
     from entry e join payload p using (seq)
     where e.case_id is null and json_extract(e.bytes, '$.type') <> 'report.received'
       and e.subject in (select id from member union select subject from entry where seq = 0)
       and substr(json_extract(e.bytes, '$.type'), 1, instr(json_extract(e.bytes, '$.type'), '.') - 1)
         in (select value from json_each(?))
     order by e.seq`,
    JSON.stringify(kinds),
  )

/**
 * Who recorded some entries: those of them whose transaction is signed by the member in whose name they stand, with a
 * key that this member has by lawful entries. Everybody who holds the vault key can write entries in any name and under
 * any role; opening a vault does not check each, as the audit does. What is decided by an entry asks here.
 */
export function authorsOf(db: Reader, entries: readonly { seq: number; actor: string }[]): Map<number, Author> {
  const found = new Map<number, Author>()
  const asked = entries.map(({ seq, actor }): Act => ({ seq, actor, type: '', at: '', body: '' }))
  const acts = [...recordedOfMembers(db, ['vault', 'member']), ...asked]
    .map((act): ReadAct => ({ ...act, said: saidIn(act.type, act.body) }))
    .toSorted((a, b) => a.seq - b.seq)
  let standing: Standing = { place: { vault: '' }, roles: new Map(), keys: new Map() }
  for (let i = 0; i < acts.length;) {
    const head = db.get<{ size: number; note: string }>(
      'select size, note from head where size > ? order by size limit 1',
      acts[i]?.seq ?? 0,
    )
    if (!head) break
    const together: ReadAct[] = []
    for (; i < acts.length; i++) {
      const act = acts[i]
      if (!act || act.seq >= head.size) break
      together.push(act)
    }
    const after = afterAll(standing, together)
    const [actor = '', ...others] = new Set(together.map((act) => act.actor))
    if (others.length > 0 || !isSignedBy(head.note, actor, after.keys.get(actor))) continue
    standing = after
    const roles = rolesOf(after.roles, actor)
    for (const { seq, type } of together) if (type === '') found.set(seq, { actor, roles })
  }
  return found
}

/** The standing after the entries of one transaction, those passed over that nobody had the right to or that have no form. */
function afterAll(before: Standing, acts: readonly ReadAct[]): Standing {
  const after = { place: before.place, roles: new Map(before.roles), keys: new Map(before.keys) }
  for (const { said, ...read } of acts) {
    if (!said) continue
    const act = { ...read, said }
    if (faultsOfAct(after.roles, act).length > 0) continue
    if (act.type === 'vault.created') after.place = { vault: said.vault ?? '', identity: said.identity?.sha256 }
    if (act.type === 'vault.identified') after.place = { ...after.place, identity: said.identity?.sha256 }
    const change = keyChangeIn(act.type, said)
    const former = change && after.keys.get(change.member)
    const renews =
      act.type === 'member.keys-renewed' || (act.type === 'member.activated' && after.place.identity !== undefined)
    if (renews && !isRenewal(verifyText, after.place, former && hex(former), said)) continue
    rolesAfter(after.roles, act)
    if (change?.ed25519) after.keys.set(change.member, change.ed25519)
    else if (change) after.keys.delete(change.member)
  }
  return after
}

function isSignedBy(note: string, actor: string, key: Uint8Array | undefined): boolean {
  const [parsed, name] = [parseNote(note), `member/${actor}`]
  const blob = parsed?.signatures.find((one) => one.name === name)?.blob
  if (!parsed || !key || !blob || !sameBytes(blob.subarray(0, 4), keyHash(sha256, name, key))) return false
  return verifyText(key, parsed.text, blob.subarray(4))
}
