import { categoryWords } from '../../../../shared/contract/intake-words.ts'
import { base64 } from '../../../../shared/kernel/bytes.ts'
import { capital, showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import { zoneName } from '../../../../shared/kernel/zones.ts'
import { inZone, offsetWhereTwice, type OccurredAt } from '../../../../shared/kernel/time.ts'
import type { Answer } from '../../../../shared/contract/cases.ts'
import type { ReportDetail } from '../../../../shared/contract/intake.ts'
import { eventsAmong, loadCaseFile, timelineOf, zoneOf, type Known } from '../../overview/case-file/index.ts'
import { custodyOf, exhibitEntriesOf } from '../../casework/exhibits/index.ts'
import { entriesOfCase, oneEntry, proveInclusion, type HeadInfo, type StoredEntry } from '../../record/ledger/index.ts'
import { signingKeysAt, type Workspace } from '../../record/members/index.ts'
import { advisoriesOfCase } from '../../casework/travel/index.ts'
import { parseNote } from '../../../../shared/ledger/note.ts'
import { sha256, type Reader } from '../../record/vault/index.ts'
import type { CarriedEntry } from '../../../../shared/packet/manifest.ts'
import type { PacketContentInput, RichNode } from '../../print/index.ts'
import { assessmentsForPages, conclusionForPages, decisionForPages } from './select-judgements.ts'
import { advisoryForPages, communicationForPages, legForPages, taskForPages } from './select-work.ts'
import {
  answersForOutside,
  communicationForOutside,
  eventForOutside,
  exhibitsForOutside,
  eventsForOutside,
  placeForOutside,
  shownOnPages,
  whyWithheld,
} from './withhold.ts'

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

/** Everything a packet prints and carries about a case, as the ledger stands now. */
export function selectContent(workspace: Workspace, ref: string, asked: PacketAsked): PacketContentInput {
  const { db, ledger, ports, member, vault } = workspace
  const all = loadCaseFile(workspace, ref)
  const known = {
    ...all,
    communications: all.communications.map(communicationForOutside),
    exhibits: exhibitsForOutside(all.exhibits),
  }
  const { file } = known
  const zone = zoneOf(known, ports.clock.zone)
  const own = entriesOfCase(db, file.id)
  const events = timelineOf(db, known, eventsForOutside(known, eventsAmong(ledger, own)), zone).map(eventForOutside)
  const past = events.filter(({ sortAt }) => Date.parse(sortAt) <= Date.parse(asked.preparedAt))
  const head = ledger.head()
  const carried = entriesToCarry(workspace, known, own)
  // What does not have the form of its type says nothing on the pages, and is carried as a commitment.
  const readable = carried.filter(({ entry, body }) => body === null || ledger.said(entry.type, body) !== undefined)
  const disclosed = shownOnPages(known, readable)
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
  const at = (instant: string): string => showOccurred(inZone(instant, zone))
  const there = (when: OccurredAt, offset: string | null = null): string =>
    withOffset(withoutZone(showOccurred(when), when, zone), offset)
  const thereAt = (instant: string): string => there(inZone(instant, zone), offsetWhereTwice(instant, zone))
  return {
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
    sixQuestions: answersForOutside(known, zone).map(({ question, answer, open, proof }) => ({
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
    ...selectRecords(workspace, known, thereAt, Date.parse(asked.preparedAt)),
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
}

const shown = (event: { happenedAt: Parameters<typeof showOccurred>[0] | null } | undefined): string =>
  event?.happenedAt ? showOccurred(event.happenedAt) : 'not said'

const withOffset = (said: string, offset: string | null): string =>
  offset === null ? said : `${said} ${offset.replace('-', '−')}`

/** The cover says whose times the pages tell; the zone is named where it is another. */
const withoutZone = (text: string, when: OccurredAt, zone: string): string =>
  when.zone === zone ? text.replace(` (${zoneName(zone)})`, '') : text

const channelWords: Record<ReportDetail['channel'], string> = {
  'in-person': 'in person',
  phone: 'by telephone',
  'e-mail': 'by e-mail',
  form: 'by form',
  'alert-feed': 'from an alert feed',
  observation: 'by observation',
  import: 'imported from a file',
}

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
function entriesToCarry({ db }: Workspace, { reports }: Known, own: StoredEntry[]): StoredEntry[] {
  const mine = new Set(own.map(({ entry }) => entry.seq))
  const before = [...reports.map(({ seq }) => seq), ...exhibitEntriesOf(db, reports)].filter((seq) => !mine.has(seq))
  const received = before.flatMap((seq) => oneEntry(db, seq) ?? [])
  return [...received, ...own].sort((a, b) => a.entry.seq - b.entry.seq)
}

const describe = ({ description, derivedFrom }: Known['exhibits'][number]): string =>
  [description, derivedFrom && `From ${derivedFrom.number}: ${derivedFrom.how}`].filter(Boolean).join(' · ')

function selectRecords(
  { db }: Workspace,
  { file, reports, exhibits, notes, communications, legs, tasks, assessments, decisions, conclusion }: Known,
  at: (instant: string) => string,
  now: number,
): Omit<PacketContentInput, 'case' | 'packet' | 'sixQuestions' | 'chronology' | 'ledger' | 'manifest'> {
  return {
    reports: reports.map((report) => ({
      number: report.number,
      channel: channelWords[report.channel],
      receivedAt: at(report.receivedAt),
      reporter: report.reporter,
      occurred: report.occurredAt ? showOccurred(report.occurredAt) : 'not said',
      place: report.place ?? undefined,
      category: categoryWords[report.category],
      severity:
        report.severity === null ? undefined : { level: capital(report.severity), reason: report.severityReason ?? '' },
      immediateDanger: report.immediateDanger || undefined,
      narrative: report.narrative,
      fields: Object.entries(report.fields).map(([name, value]) => ({ name, value })),
    })),
    exhibits: exhibits.map((exhibit) => ({
      entry: exhibit.seq,
      number: exhibit.number,
      fileName: exhibit.fileName,
      description: describe(exhibit),
      mediaType: exhibit.mediaType,
      size: exhibit.size,
      sha256: exhibit.sha256,
      withheld: whyWithheld(exhibit),
      collectedBy: exhibit.collectedBy,
      collectedAt: at(exhibit.collectedAt),
      place: exhibit.place ?? undefined,
      method: exhibit.method ?? undefined,
      custody: custodyOf(db, exhibit.id).map((event) => ({
        entry: event.seq,
        action: event.action,
        at: at(event.custodyAt),
        recordedAt: at(event.recordedAt),
        from: event.from ?? undefined,
        to: event.to ?? undefined,
        place: placeForOutside(event),
        purpose: event.purpose ?? undefined,
        note: event.method ?? undefined,
      })),
    })),
    notes: notes.map((note) => ({
      title: note.title,
      kind: 'Note',
      happenedAt: note.happenedAt ? showOccurred(note.happenedAt) : undefined,
      writtenAt: at(note.writtenAt),
      revision: note.revision,
      author: note.author,
      body: note.body as RichNode,
    })),
    communications: communications.map((said) => communicationForPages(said, at)),
    legs: legs.map((leg) => legForPages(leg, at)),
    advisories: advisoriesOfCase(db, file.id).map((advisory) => advisoryForPages(advisory, at)),
    tasks: tasks.map((task) => taskForPages(task, at, now)),
    assessments: assessmentsForPages(assessments, at),
    ...conclusionForPages(conclusion, at),
    decisions: decisions.map((decision) => decisionForPages(decision, at)),
  }
}
