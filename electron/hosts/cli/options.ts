import { caseStatuses } from '../../../shared/contract/cases.ts'
import { monitoringKinds, findings, proofStandards, residualLevels } from '../../../shared/contract/closure.ts'
import { custodyActions, recordedActions } from '../../../shared/contract/custody.ts'
import { categories } from '../../../shared/contract/intake.ts'
import { privilegeBases } from '../../../shared/contract/handling.ts'
import { sheetNames } from '../../../shared/contract/label-sheets.ts'
import { auditIntervals } from '../../../shared/contract/ledger.ts'
import { roles } from '../../../shared/contract/permissions.ts'
import { taskTypes } from '../../../shared/contract/playbooks.ts'
import { confidences, identifierTypes, involvementRoles, subjectKinds } from '../../../shared/contract/subjects.ts'
import { notificationStates, howTold } from '../../../shared/contract/triage.ts'

/** An option in words, with a value as a person would give it; `''` for one that is there or not. */
export interface OptionWords {
  means: string
  like: string
  /** The only values that it takes. */
  oneOf?: readonly string[]
}

const instant = '2026-11-23T06:42:00-05:00'
const member = 'P. Hale'
const fingerprint = '6f1d8c02'
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
const file = { map: 'map.json', head: 'north.head' }

/** Every option by its name. */
const words: Record<string, OptionWords> = {
  'accept-older': { means: 'why work goes on in a state that is older than this computer knows', like: 'restored' },
  action: { means: 'what happened to the exhibit', like: 'transfer', oneOf: custodyActions },
  actions: { means: 'what was done in the case', like: 'The site was warned.' },
  address: { means: 'where releases are looked for; off: nowhere', like: 'https://updates.example/holdfast' },
  after: { means: 'tasks that must be done first', like: 'T-01' },
  approver: { means: 'the member who approves', like: member },
  'as-before': { means: 'map the table as the last one with the same columns', like: '' },
  'as-of': { means: 'show what was on record at this instant', like: instant },
  assignee: { means: 'the member who does it', like: member },
  at: { means: 'when it took place, an instant; of evidence, a place in it', like: instant },
  authority: { means: 'who ordered it, or under which rule', like: 'Counsel' },
  bag: { means: 'number of the bag that it is in', like: 'B-1042' },
  base: { means: 'the version that was changed', like: '1' },
  basis: { means: 'what it rests on', like: 'badge-log' },
  before: { means: 'entries before this number', like: '200' },
  ca: { means: 'certificate of the authority that gave the timestamp', like: 'tsa.pem' },
  case: { means: 'the case', like: '2026-001' },
  caveat: { means: 'words that stand on its pages', like: 'HR only' },
  category: { means: 'the category of the report or case', like: 'threat', oneOf: categories },
  channel: { means: 'which releases are taken', like: 'stable', oneOf: ['stable', 'preview'] },
  choice: { means: 'the option that was chosen, by its number', like: '1' },
  'collected-at': { means: 'when it was collected; an instant', like: instant },
  'collected-by': { means: 'who collected it', like: member },
  comment: { means: 'what the place shows, for the team and its own counsel', like: 'The van again' },
  condition: { means: 'how it looked', like: 'Unopened' },
  confidence: { means: 'how sure it is', like: 'moderate', oneOf: confidences },
  crl: { means: 'the list of revoked certificates', like: 'north.crl.pem' },
  delimiter: { means: 'what separates the columns', like: ';' },
  description: { means: 'what it is, in words', like: 'Letter' },
  detail: { means: 'what is to be done, in more words', like: 'By telephone' },
  'did-not': { means: 'what did not work', like: 'The gate camera was off.' },
  'dry-run': { means: 'say what would be filed and refused; record nothing', like: '' },
  due: { means: 'when it is due; an instant', like: instant },
  encoding: { means: 'how letters are written in the file', like: 'windows-1252' },
  escalated: { means: 'what was looked after grew worse', like: '' },
  every: { means: 'how often', like: 'weekly', oneOf: auditIntervals },
  evidence: { means: 'exhibits that show it', like: '2026-001-E02' },
  exhibit: { means: 'the exhibit', like: '2026-001-E04' },
  'expected-back': { means: 'by when it is to be back; an instant', like: instant },
  facts: { means: 'the records that it relies on', like: 'R-0001,E01' },
  file: { means: 'the file to read; - reads standard input', like: 'given.json' },
  filter: { means: 'words that a name holds', like: 'Hale' },
  finding: { means: 'what was found', like: 'substantiated', oneOf: findings },
  fingerprint: { means: 'the fingerprint of the vault, compared with its administrator', like: fingerprint },
  'follow-up-due': { means: 'when the case is looked at next; an instant', like: instant },
  fresh: { means: 'do not go on from what an earlier audit found', like: '' },
  from: { means: 'since when, or from whom', like: member },
  full: { means: 'all of it, not what is new alone', like: '' },
  handling: { means: 'what it is kept from most for', like: 'minor,address' },
  'hand-over-to': { means: 'the member who gets what this one owns', like: member },
  head: { means: 'a file with a signed head', like: file.head },
  'hash-after': { means: 'SHA-256 that was read after it', like: sha256 },
  'hash-before': { means: 'SHA-256 that was read before it', like: sha256 },
  how: { means: 'in which way', like: 'by hand' },
  into: { means: 'the record that it becomes part of', like: '2026-001' },
  'keep-keys': {
    means: 'keep the keys; whoever has the old passphrase and an old vault.json still opens it',
    like: '',
  },
  kind: { means: 'which kind', like: 'person' },
  label: { means: 'a label of the case; may be given more than once', like: 'gate' },
  languages: { means: 'languages of the form', like: 'en,es' },
  limit: { means: 'at most so many', like: '20' },
  mandatory: { means: 'the case cannot be closed without it', like: '' },
  map: { means: 'how columns become a report: a file, or the name of a mapping that was kept', like: file.map },
  member: { means: 'a member of the vault', like: member },
  method: { means: 'how it was collected or handed on', like: 'Handed over' },
  name: { means: 'the name', like: 'North site' },
  new: { means: 'what was recorded since the last audit alone', like: '' },
  'new-passphrase-file': { means: 'file whose first line is the new passphrase', like: 'new.txt' },
  'new-sheet': { means: 'make the next recovery sheet in the same act', like: '' },
  next: { means: 'when it is looked at again; an instant', like: instant },
  'no-sheet': { means: 'do without a recovery sheet', like: '' },
  'no-vault': { means: 'there is no vault on this computer to try', like: '' },
  note: { means: 'a note', like: 'Seen and settled' },
  out: { means: 'the file or folder to write; nothing is overwritten', like: 'out' },
  outcome: { means: 'what the case came to', like: 'No further contact.' },
  outside: { means: 'it went to somebody outside, who signs a receipt', like: '' },
  owner: { means: 'the member who owns it', like: member },
  part: { means: 'which bag of several it is', like: '1' },
  partial: { means: 'restore what can be, where exhibits are missing or damaged', like: '' },
  parts: { means: 'how many bags there are of it', like: '3' },
  password: { means: 'the password of an encrypted file; - reads it from standard input', like: 'password.txt' },
  pdf: { means: 'write the result as pages to sign and keep', like: 'audit.pdf' },
  photograph: { means: 'the exhibit that shows its seal', like: '2026-001-E04' },
  place: { means: 'where', like: 'North gate' },
  playbook: { means: 'the playbook whose tasks come along', like: 'threat' },
  principal: { means: 'who travels', like: 'D. Hale' },
  purpose: { means: 'what it is for', like: 'Legal advice' },
  question: { means: 'what was to be decided', like: 'Who is told?' },
  rationale: { means: 'file with the reasons; - reads standard input', like: 'why.txt' },
  reason: { means: 'why', like: 'Same caller' },
  recipient: { means: 'who gets it', like: 'Counsel' },
  remark: { means: 'a remark', like: 'Agreed' },
  reopen: { means: 'open the case again', like: '' },
  replace: { means: 'put it in the place of the vault that lies there, which is moved aside', like: '' },
  report: { means: 'the report', like: 'R-0001' },
  residual: { means: 'the risk that remains', like: 'low', oneOf: residualLevels },
  result: { means: 'what came of it', like: 'Told' },
  results: { means: 'what the task asks for, as NAME=VALUE with ; between them', like: 'Told whom=P. Hale' },
  retired: { means: 'those out of use too', like: '' },
  'review-on': { means: 'the day on which it is looked at again', like: '2026-12-01' },
  role: { means: 'the role', like: 'investigator' },
  root: { means: 'fingerprint of the root that you were told by another way', like: fingerprint },
  same: { means: 'what becomes of bytes that are on record', like: 'skip', oneOf: ['keep', 'skip', 'refuse'] },
  seal: { means: 'number of its seal', like: 'S-20881' },
  'seal-after': { means: 'number of the seal that it was left with; none', like: 'S-20882' },
  'seal-before': { means: 'number of the seal as it was found; none', like: 'S-20881' },
  seals: { means: 'the seal of each as it was found, in their order', like: 'S-20881' },
  'same-number': { means: 'take it though another report has its number from the same sender', like: '' },
  seconds: { means: 'how long to watch', like: '60' },
  serial: { means: 'the number that its maker gave it', like: 'SN-4471' },
  sheet: { means: 'the sheet of labels, by its maker’s number', like: 'avery-l7160', oneOf: sheetNames },
  shown: { means: 'the size of the ledger as it was shown to you', like: '120' },
  signed: { means: 'the exhibit that shows the signed receipt', like: '2026-001-E04' },
  since: { means: 'the head or size that the other side has', like: file.head },
  skip: { means: 'how many labels of the first sheet are used up', like: '4' },
  standard: { means: 'the standard of proof', like: 'preponderance', oneOf: proofStandards },
  state: { means: 'in which state', like: 'open', oneOf: notificationStates },
  status: { means: 'where the case stands', like: 'investigating', oneOf: caseStatuses },
  step: { means: 'the entry of the step; left out: the newest', like: '57' },
  storage: { means: 'where it lies', like: 'Safe 2' },
  supersedes: { means: 'what it takes the place of', like: 'D-01' },
  team: { means: 'members who work on it', like: 'P. Hale,R. Okafor' },
  text: { means: 'file with the words; - reads standard input', like: 'words.txt' },
  title: { means: 'the title', like: 'Calls to the lobby' },
  to: { means: 'until when, or to whom', like: member },
  told: { means: 'the member who was told', like: member },
  type: { means: 'which type', like: 'task' },
  until: { means: 'until when; an instant', like: instant },
  value: { means: 'what is on the document, plate or account', like: 'KX21 ABC' },
  vault: { means: 'the vault that the new version is tried on', like: 'North.holdfast' },
  version: { means: 'which version', like: '2' },
  what: { means: 'what is to be looked after', like: 'Calls to the lobby' },
  why: { means: 'why that much risk remains', like: 'He moved away.' },
  width: { means: 'how wide each picture is, in pixels', like: '1600' },
  ocr: {
    means: 'reads what has no text of its own out of its picture, in these languages: ara, deu, eng, fra, spa',
    like: 'eng,fra',
  },
  withhold: { means: 'entries whose words are left out', like: '12,15' },
  'without-approval': { means: 'why nobody else approves it', like: 'Nobody else was there' },
  'words-file': { means: 'file with the 24 words of the sheet; - reads standard input', like: 'sheet.txt' },
  worked: { means: 'what worked', like: 'Quick warning' },
  zone: { means: 'zone of the times, as Region/City', like: 'America/New_York' },
}

/** What an option means with one command where it is not what it means with others. */
const within: Record<string, Record<string, Partial<OptionWords>>> = {
  'member add': { role: { oneOf: roles, like: 'investigator' }, name: { like: 'J. Ahmed' } },
  'member role': { role: { oneOf: roles, like: 'investigator' } },
  'subject add': { kind: { oneOf: subjectKinds, like: 'person' }, name: { like: 'J. Ahmed' } },
  'subject list': { kind: { oneOf: subjectKinds, like: 'person' } },
  'subject seen': { kind: { oneOf: subjectKinds, like: 'person' } },
  'subject alias': { name: { like: 'Johnny' } },
  'subject change': { name: { like: 'J. Ahmed' } },
  'subject identify': { type: { oneOf: identifierTypes, like: 'plate' } },
  'subject involve': {
    role: { oneOf: involvementRoles, like: 'witness' },
    from: { like: '2026-11-22' },
    to: { like: '2026-11-23' },
  },
  'involvement change': {
    role: { oneOf: involvementRoles, like: 'witness' },
    from: { like: '2026-11-22' },
    to: { like: '2026-11-23' },
  },
  'subject merge': { into: { like: 'S-0002' } },
  'case find': { basis: { means: 'file with what it rests on; - reads standard input', like: 'basis.txt' } },
  'monitoring add': { kind: { oneOf: monitoringKinds, like: 'monitoring' } },
  'task add': { type: { oneOf: taskTypes, like: 'task' } },
  'task change': { type: { oneOf: taskTypes, like: 'task' } },
  'template list': { kind: { like: 'playbook' } },
  'notification acknowledge': { how: { oneOf: howTold, like: 'phone' } },
  'item split': { into: { means: 'what it is divided into, with semicolons between', like: 'Phone; SIM card' } },
  'custody record': { action: { oneOf: recordedActions } },
  'privilege mark': {
    basis: { means: 'the ground of the privilege', like: 'ac', oneOf: privilegeBases },
    at: { means: 'the place in the exhibit; left out: all of it', like: 'p. 3' },
  },
  'exhibit mark': { why: { means: 'why the place matters, in one sentence', like: 'It names the gate.' } },
  'vault restore': {
    out: { means: 'the folder of the vault', like: 'North.holdfast' },
    supersedes: { means: 'the entries that would be left behind are meant to be', like: '' },
  },
  'ledger witness': { supersedes: { means: 'the state that this one takes the place of is known', like: '' } },
}

/** An option of a command in words. */
export const optionWords = (command: string, option: string): OptionWords | undefined => {
  const known = words[option]
  return known && { ...known, ...within[command]?.[option] }
}
