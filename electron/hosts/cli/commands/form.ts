import { languages } from '../../../../shared/contract/forms.ts'
import type { IntakeKeyRow, SealedReport } from '../../../../shared/contract/report-form.ts'
import { count, showInstant, showOccurred, showSize } from '../../../../shared/kernel/show.ts'
import { usageError } from '../usage.ts'
import { calling } from './calling.ts'
import type { Commands } from './command.ts'

type Language = (typeof languages)[number]

function languagesOf(text: string): Language[] {
  return text.split(',').map((word) => {
    const known = languages.find((one) => one === word.trim())
    if (known) return known
    throw usageError(`“${word}” is no language that forms have (${languages.join(', ')}).`)
  })
}

export const formCommands: Commands = {
  'form export': calling({
    call: 'form.export',
    words: { forms: { shown: 'FORM[,FORM…]', read: (forms) => ({ forms: forms.split(',') }) } },
    options: { out: { shown: 'FILE.html', needed: true }, languages: { shown: 'en,es,fr,ar', read: languagesOf } },
    says: 'writes a report form that works without us',
    tells: ({ file, size, fingerprint }) => [
      `Report form written to ${file} (${showSize(size)}).`,
      `Key ${fingerprint}`,
    ],
  }),
  'form key': calling({
    call: 'form.keys',
    says: 'lists the keys that forms encrypt to',
    tells: ({ items }) =>
      items.length === 0
        ? ['This vault has no key for report forms yet; `holdfast form export` makes it.']
        : items.map(keyInWords),
  }),
  'form rotate': calling({
    call: 'form.rotate',
    options: { reason: 'R' },
    says: 'makes a new one; the one before still opens',
    tells: ({ fingerprint }) => [
      `New key ${fingerprint}`,
      'Forms that were given away before go on working; make new ones to replace them.',
    ],
  }),
  'form destroy': calling({
    call: 'form.destroyKey',
    words: { key: 'KEY' },
    options: { reason: 'R' },
    says: 'destroys a retired key',
    tells: ({ fingerprint, remarks }) => [`Key ${fingerprint} destroyed.`, ...remarks],
  }),
  'form open': calling({
    call: 'form.open',
    words: { file: 'FILE.hfreport' },
    says: 'shows a sealed report; files nothing',
    tells: sealedInWords,
  }),
  'form import': calling({
    call: 'form.import',
    words: { files: 'FILE.hfreport…' },
    says: 'files sealed reports with their attachments',
    tells: ({ filed, refused }) => [
      ...filed.map(
        ({ path, report, exhibits, keyState }) =>
          `${path}: filed as ${report} with ${count(exhibits, 'exhibit')}${keyState === 'current' ? '' : ', sealed to a retired key'}`,
      ),
      ...refused.map(({ path, message, next }) => `${path}: not filed. ${message} ${next}`),
    ],
    status: ({ refused }) => (refused.length > 0 ? 1 : 0),
  }),
}

function keyInWords({ id, fingerprint, state, madeAt, madeBy, retiredAt, destroyedAt, reports }: IntakeKeyRow): string {
  const since = destroyedAt ?? retiredAt
  const how = since === null ? state : `${state} ${showInstant(since)}`
  return [fingerprint, how, `made ${showInstant(madeAt)} by ${madeBy}`, count(reports, 'report'), id].join('  ')
}

function sealedInWords(sealed: SealedReport): string[] {
  const { form, reporter, key, filedAs, otherSaves } = sealed
  return [
    `${form.title} (${form.key}, version ${form.version}), read in ${sealed.language}; saved ${showInstant(sealed.savedAt)}`,
    `Reporter: ${reporter === null ? 'anonymous' : [reporter.name, reporter.contact].filter(Boolean).join(', ')}`,
    `Happened: ${sealed.occurredAt === null ? 'not said' : showOccurred(sealed.occurredAt)}${sealed.place === null ? '' : `, ${sealed.place}`}`,
    ...(sealed.immediateDanger ? ['Immediate danger was reported.'] : []),
    '',
    sealed.narrative,
    '',
    ...sealed.answers.map(({ label, text }) => `${label}: ${text}`),
    ...sealed.attachments.map(({ name, size, sha256 }) => `${name}  ${showSize(size)}  SHA-256 ${sha256}`),
    ...(key.retiredAt === null ? [] : [`Sealed to a key that was retired on ${showInstant(key.retiredAt)}.`]),
    ...(otherSaves.length === 0 ? [] : [`Other saves of the same report were filed as ${otherSaves.join(', ')}.`]),
    filedAs === null ? 'Nothing was filed; `holdfast form import` files it.' : `Filed as ${filedAs} already.`,
  ]
}
