import type { ReactNode } from 'react'
import { catalogue, plural, say } from '../../shared/kernel/catalogue.ts'
import { rich } from './rich.tsx'

export const words = catalogue({
  columns: { entry: 'Entry', recorded: 'Recorded', by: 'By', what: 'What', file: 'Case', hash: 'SHA-256' },
  writeAsMuchAsIsKnown: 'Write as much as is known, like 6:42, Tue 14:00, 14 Nov or 2026-11-22 06:42.',
  asItStood: 'As it stood',
  asOf: 'As of',
  showAsOfThen: 'Show as of then',
  cancel: 'Cancel',
  owner: 'Owner',
  sayWhoHasTheCase: 'Say who has the case.',
  approver: 'Approver',
  noneYet: 'none yet',
  team: 'Team',
  followUpDue: 'Follow-up due',
  none: 'none',
  nothingWasRecorded: 'Nothing was recorded.',
  mustBeAtMost: ({ maximum, things }: { maximum: string; things: string }) => say`Must be at most ${maximum}${things}.`,
  thisIsNeeded: 'This is needed.',
  mustBeAtLeast: ({ minimum, things }: { minimum: string; things: string }) =>
    say`Must be at least ${minimum}${things}.`,
  chooseOneOfThoseOffered: 'Choose one of those offered.',
  thisCannotBeTaken: 'This cannot be taken.',
  characters: ' characters',
  ofThem: ' of them',
  theInput: 'The input',
  savingDraft: 'Saving draft',
  draftSaved: ({ clockOf, suffix }: { clockOf: string; suffix: string }) => say`Draft saved ${clockOf}${suffix}`,
  draftNotSaved: 'Draft not saved',
  readingWhat: (what: string) => say`Reading ${what}…`,
  entries: (many: number) => plural(many, { one: '# entry', other: '# entries' }),
  recordedBy: ({ instantInFull, actor, told }: { instantInFull: string; actor: string; told: string }) =>
    say`Recorded ${instantInFull}\nBy ${actor}\n${told}`,
  onTheWay: 'on the way',
  shaGroups: (groups: string) => say`SHA-256 ${groups}`,
  copyWhat: (what: string) => say`Copy ${what}`,
  copied: 'Copied',
  selectAndCopyIt: 'Select and copy it',
  copy: 'Copy',
  formInAnotherWindow: 'Form in another window',
  hereYouReadWhatWasTyped: 'Here you read what was typed there. To go on in this window, take it over.',
  thisFormIsOpenInAnother: 'This form is open in another window.',
  anotherWindowTookThisFormOver: 'Another window took this form over.',
  whatYouTypedLastCouldNot: 'What you typed last could not be saved: it is below, and only in this window.',
  whatYouTypedIsKeptAnd: 'What you typed is kept, and you read here what is typed there.',
  takeOver: 'Take over',
  theFormWasNotTakenOver: 'The form was not taken over',
  timeZoneName: (zoneName: string) => say`${zoneName} time`,
  shownTwiceAsClocksArePut: ({ read, twice, twice2 }: { read: string; twice: string; twice2: string }) =>
    say`; shown twice as clocks are put back: ${read} is meant, write ${twice} or ${twice2} behind it for one of them`,
  emptyEmpty: (empty: string) => say`; empty: ${empty}`,
  writeItLikeATimeAlone: 'Write it like 2026-11-23 06:42; a time alone means today.',
  youName: (name: string) => say`${name} (you)`,
  chooseAMember: 'Choose a member',
  clearLabel: (label: string) => say`Clear ${label}`,
  noMemberHasThisNameAnd: 'No member has this name and may do it.',
  nobodyElse: 'nobody else',
  noOtherMemberHasThisName: 'No other member has this name and may do it.',
  text: 'Text',
  eMail: 'E-mail',
  emptyFile: 'Empty file',
  notRecognised: 'Not recognised',
  closeThePanel: 'close the panel',
  closeTitle: (title: string) => say`Close ${title}`,
  ofEntriesRootNothingCanBe: ({
    entries,
    total,
    shortHash,
  }: {
    entries: string
    total: string
    shortHash: ReactNode
  }) =>
    rich`(${entries} of ${total} entries, root ${shortHash}). Nothing can be changed here; the bytes of exhibits never change.`,
  asItStoodOn: 'As it stood on',
  lookingBack: 'Looking back…',
  returnToNow: 'Return to now',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  cancelLabel: (label: string) => say`Cancel: ${label}`,
  sayWhoOrWhatDemandsIt: 'Say who or what demands it.',
  sayWhy: 'Say why.',
  authority: 'Authority',
  reason: 'Reason',
  isOf: ({ nameOf, value, many }: { nameOf: string; value: number; many: number }) =>
    say`“${nameOf}” is ${value} of ${many}.`,
  isBack: (name: string) => say`“${name}” is back.`,
  moveName: (name: string) => say`Move ${name}`,
  dragOrPressAltWithOr: 'Drag, or press Alt with ↑ or ↓',
  moveUp: (name: string) => say`Move ${name} up`,
  moveDown: (name: string) => say`Move ${name} down`,
  removeName: (name: string) => say`Remove ${name}`,
  removedName: (name: string) => say`“${name}” removed.`,
  undo: 'Undo',
  notRated: 'Not rated',
  severity: 'Severity',
  showFile: 'Show file',
  statedAs: ({ instant, offset }: { instant: string; offset: string }) => say`Stated as ${instant} ${offset}`,
  thisComputer: ({
    inUtc,
    dayAndClock,
    zoneName,
    stated,
  }: {
    inUtc: string
    dayAndClock: string
    zoneName: string
    stated: string
  }) => say`${inUtc}\n${dayAndClock} ${zoneName} (this computer)${stated}`,
  inValue: (value: string) => say`in ${value}`,
  inWritten: (written: string) => say`in ${written}`,
  betweenAnd: ({ date, clock, clock2 }: { date: string; clock: string; clock2: string }) =>
    say`${date}, between ${clock}:00 and ${clock2}:59`,
  duringTheYear: 'during the year',
  duringTheMonth: 'during the month',
  duringTheDay: 'during the day',
  knownToTheNoCloser: ({ stated, precision }: { stated: string; precision: string }) =>
    say`${stated}\nKnown to the ${precision}, no closer`,
  thisComputer2: ({
    stated,
    inUtc,
    dayAndClock,
    zoneName,
  }: {
    stated: string
    inUtc: string
    dayAndClock: string
    zoneName: string
  }) => say`${stated}\n${inUtc}\n${dayAndClock} ${zoneName} (this computer)`,
  lateStretch: (stretch: string) => say`${stretch} late`,
  inStretch: (stretch: string) => say`in ${stretch}`,
  timeKnownToThe: ({
    occurred,
    zoneName,
    precision,
    oddHour,
  }: {
    occurred: string
    zoneName: string
    precision: string
    oddHour: string
  }) => say`${occurred}, ${zoneName} time; known to the ${precision}.${oddHour}`,
  theClocksThereShowItTwice: ({ twice, twice2 }: { twice: string; twice2: string }) =>
    say`The clocks there show it twice, as they are put back: write ${twice} as the zone for the first, ${twice2} for the second.`,
  theClocksThereLeaveItOut: 'The clocks there leave it out, as they are put forward.',
  yesterdayNov: '6:42, yesterday 22:10, 14 Nov',
  asMuchAsIsKnownA: 'As much as is known: a year alone will do.',
  zoneOfThePlace: 'Zone of the place',
  notSaid: 'not said',
  dueDueAtItsWords: ({ dueAt, itsWords }: { dueAt: string; itsWords: string }) => say`due ${dueAt}, ${itsWords}`,
  severityWords: { low: 'Low', moderate: 'Moderate', high: 'High', critical: 'Critical' },
  statusWords: {
    open: 'Open',
    investigating: 'Investigating',
    'on-hold': 'On hold',
    'ready-to-close': 'Ready to close',
    closed: 'Closed',
    destroyed: 'Destroyed',
  },
  dispositionWords: { open: 'Open', promoted: 'Promoted', merged: 'Merged', declined: 'Declined' },
  starting: 'starting',
  ofS: ({ percent, bytes, bytes2, bytes3 }: { percent: string; bytes: string; bytes2: string; bytes3: string }) =>
    say`${percent}, ${bytes} of ${bytes2}, ${bytes3}/s`,
  filesWithRate: ({ done, total, rest, left }: { done: string; total: string; rest: string; left: string }) =>
    say`${done} of ${total} files, ${rest}, ${left} left`,
  ofPercentDoneTotalUnit: ({
    percent,
    done,
    total,
    unit,
  }: {
    percent: string
    done: string
    total: string
    unit: string
  }) => say`${percent}, ${done} of ${total} ${unit}`,
  writeAWholeNumber: 'Write a whole number.',
  theFormRequiresIt: 'The form requires it.',
})
