import { categoryWords } from '../../../../shared/contract/intake-words.ts'
import { base64 } from '../../../../shared/kernel/bytes.ts'
import { capital, showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import { zoneName } from '../../../../shared/kernel/zones.ts'
import { inZone, offsetWhereTwice, type OccurredAt } from '../../../../shared/kernel/time.ts'
import type { Answer } from '../../../../shared/contract/cases.ts'
import { aboutCase, entriesBeside, tellOf, timelineOf } from '../../overview/case-file/index.ts'
import { findCase } from '../../casework/cases/index.ts'
import { reportsOfCase } from '../../intake/reports/index.ts'
import { oneEntry, proveInclusion, type HeadInfo, type StoredEntry } from '../../record/ledger/index.ts'
import {
  signingKeysAt,
  type AboutCase,
  type CaseParts,
  type ForPages,
  type PacketPart,
  type Workspace,
} from '../../record/members/index.ts'
import { parseNote } from '../../../../shared/ledger/note.ts'
import { sha256, type Reader } from '../../record/vault/index.ts'
import type { CarriedEntry } from '../../../../shared/packet/manifest.ts'
import type { PacketContentInput } from '../../print/index.ts'

const questionWords: Record<Answer['question'], string> = {
  happened: 'What happened?',
  knew: 'Who knew, and when?',
  evidence: 'What evidence was collected?',
  actions: 'What actions were taken?',
  prior: 'Was it linked to prior reports?',
  residual: 'Is there residual risk?',
}

/** What identifies one packet among those of a case. */
export interface PacketAsked {
  id: string
  sequence: number
  recipient: string
  purpose: string
  /** ISO 8601 in UTC. */
  preparedAt: string
  /** DER. */
  rootCert: Uint8Array
  /** Place in the ledger of the entry that issued the certificate which the packet is signed with. */
  certificate: number
}

/**
 * Everything a packet prints and carries about a case, as the ledger stands now; each feature says what of it. `leftOut` are the
 * entries that name the case and from which nothing was made.
 */
export function selectContent(
  workspace: Workspace,
  features: readonly CaseParts[],
  ref: string,
  asked: PacketAsked,
): { content: PacketContentInput; leftOut: StoredEntry[] } {
  const { db, ledger, member, vault } = workspace
  const about = aboutCase(workspace, ref, { outside: true })
  const { zone } = about
  const file = findCase(db, about.case.id)
  const events = timelineOf(features, about)
  const past = events.filter(({ sortAt }) => Date.parse(sortAt) <= Date.parse(asked.preparedAt))
  const head = ledger.head()
  const at = (instant: string): string => showOccurred(inZone(instant, zone))
  const there = (when: OccurredAt, offset: string | null = null): string =>
    withOffset(withoutZone(showOccurred(when), when, zone), offset)
  const thereAt = (instant: string): string => there(inZone(instant, zone), offsetWhereTwice(instant, zone))
  const forPages: ForPages = { ...about, at: thereAt, now: Date.parse(asked.preparedAt) }
  const packed = features.flatMap(({ packet }) => (packet === 'none' ? [] : [packet]))
  const found = entriesToCarry(features, about)
  const empty = new Set(packed.flatMap(({ leavesOut }) => leavesOut?.(forPages, found) ?? []))
  const carried = found.filter(({ entry }) => !empty.has(entry.seq))
  // What does not have the form of its type says nothing on the pages, and is carried as a commitment.
  const readable = carried.filter(({ entry, body }) => body === null || ledger.said(entry.type, body) !== undefined)
  const carry = (one: StoredEntry | undefined, isDisclosed: boolean): CarriedEntry => {
    if (!one) throw new Error('an entry that the ledger has')
    const { entry, bytes, salt, body } = one
    return {
      seq: entry.seq,
      bytes,
      proof: proveInclusion(db, entry.seq, head.size).map((hash) => base64(hash)),
      ...(salt && body !== null && isDisclosed ? { disclosure: { salt: base64(salt), payload: body } } : {}),
    }
  }
  const rootFingerprint = sha256(asked.rootCert).toString('hex')
  const vaultName = db.get<{ name: string }>('select name from vault')?.name ?? ''
  // What the pages print whole. Earlier revisions of notes, changes of fields, and reports that hold more than their page
  // says go in as commitments only.
  const disclosed = new Set(packed.flatMap(({ shows }) => shows?.(forPages, readable) ?? []))
  for (const { entry, body } of readable) if (!isOfNumber(body, file.number)) disclosed.delete(entry.seq)
  const content: PacketContentInput = {
    case: {
      number: file.number,
      title: file.title,
      category: categoryWords[file.category],
      status: file.status,
      severity: file.severity ? { ...file.severity, level: capital(file.severity.level) } : undefined,
      owner: file.owner,
      openedAt: at(file.openedAt),
      followUpDue: file.followUpDue === null ? undefined : at(file.followUpDue),
    },
    packet: {
      number: asked.sequence,
      recipient: asked.recipient,
      purpose: asked.purpose,
      preparedBy: member.name,
      preparedAt: asked.preparedAt,
      zone,
      vaultName,
      covers: past.length > 0 ? `${shown(past[0])} to ${shown(past.at(-1))}` : undefined,
    },
    sixQuestions: tellOf(features, about).answers.map(({ question, answer, open, proof }) => ({
      question: questionWords[question],
      answer,
      open,
      proof: proof?.label,
    })),
    chronology: events.map((event) => ({
      happened: event.happenedAt ? there(event.happenedAt, event.offset) : 'not said',
      recorded: thereAt(event.recordedAt),
      kind: event.kind,
      text: event.text === '' ? event.title : `${event.title}: ${event.text}`,
      source: [event.who, `entry\u00a0${event.seq}`].filter((words) => words !== '').join(', '),
      late: event.late || undefined,
    })),
    ...sectionsOf(packed, forPages),
    ledger: {
      origin: ledger.origin,
      size: head.size,
      root: head.root,
      at: showInstant(head.at),
      signedNote: head.note,
      vaultRootFingerprint: rootFingerprint,
    },
    manifest: {
      format: 'holdfast-packet',
      version: 2,
      id: asked.id,
      vault: { id: vault.header.id, name: vaultName },
      case: { number: file.number, id: file.id },
      recipient: asked.recipient,
      purpose: asked.purpose,
      preparedAt: asked.preparedAt,
      rootCertificateSha256: rootFingerprint,
      ledger: { note: head.note, size: head.size, root: base64(Buffer.from(head.root, 'hex')) },
      memberKeys: signersOf(db, head),
      certificate: carry(oneEntry(db, asked.certificate), true),
      entries: carried.map((one) => carry(one, disclosed.has(one.entry.seq))),
    },
  }
  return { content, leftOut: found.filter(({ entry }) => empty.has(entry.seq)) }
}

/** Whether what an entry of the case recorded names no other case's number, which a packet would contradict itself by. */
const isOfNumber = (body: string | null, number: string): boolean =>
  body === null || ((JSON.parse(body) as { caseNumber?: unknown }).caseNumber ?? number) === number

const shown = (event: { happenedAt: Parameters<typeof showOccurred>[0] | null } | undefined): string =>
  event?.happenedAt ? showOccurred(event.happenedAt) : 'not said'

const withOffset = (said: string, offset: string | null): string =>
  offset === null ? said : `${said} ${offset.replace('-', '−')}`

/** The cover says whose times the pages tell; the zone is named where it is another. */
const withoutZone = (text: string, when: OccurredAt, zone: string): string =>
  when.zone === zone ? text.replace(` (${zoneName(zone)})`, '') : text

/** The keys of those whose signatures the head has: it was signed by whoever wrote last, not by whoever packs. */
function signersOf(db: Reader, { note, size }: HeadInfo & { note: string }): { name: string; key: string }[] {
  const keys = signingKeysAt(db, size)
  return (parseNote(note)?.signatures ?? []).flatMap(({ name }) => {
    const key = keys.get(name.slice('member/'.length))
    return key ? [{ name, key: base64(key) }] : []
  })
}

/**
 * The case's entries, and those with which its reports and their exhibits came in before there was a case. Never another
 * case's.
 */
function entriesToCarry(features: readonly CaseParts[], about: AboutCase): StoredEntry[] {
  const { db } = about.workspace
  const own = about.entries()
  const mine = new Set(own.map(({ entry }) => entry.seq))
  const reports = reportsOfCase(db, about.case.id).map(({ seq }) => seq)
  const before = [...reports, ...entriesBeside(features, about)].filter((seq) => !mine.has(seq))
  const received = before.flatMap((seq) => oneEntry(db, seq) ?? [])
  return [...received, ...own].sort((a, b) => a.entry.seq - b.entry.seq)
}

type Records = Omit<
  PacketContentInput,
  'case' | 'packet' | 'sixQuestions' | 'chronology' | 'ledger' | 'manifest' | 'paper' | 'language'
>

/** The sections of the pages by what each feature fills them with; whoever builds the packet holds them to their form. */
const sectionsOf = (packed: readonly PacketPart[], about: ForPages): Records =>
  Object.assign({}, ...packed.map(({ sections }) => sections?.(about))) as Records
