import { showSize } from '../../shared/kernel/show.ts'
import { preview, totalOf } from './attachments.ts'
import { button, h } from './dom.ts'
import { answerTo, whenOf, type OneForm, type WhenDraft } from './draft.ts'
import { saveReport } from './save.ts'
import { heading, said, type Screen } from './screen.ts'

/** The third step: everything once more, then it is sealed. */
export function reviewStep(screen: Screen, form: OneForm): HTMLElement {
  const { words, draft, page } = screen
  const problem = h('div', { class: 'summary', role: 'alert' })
  const progress = h('progress', { max: 1, value: 0, 'aria-label': words.saving })
  const bar = h('div', { class: 'saving', role: 'status' }, h('span', {}, words.saving), progress)
  bar.hidden = true
  const save = button(words.save, () => void begin(), 'primary')
  const begin = async (): Promise<void> => {
    save.disabled = true
    bar.hidden = false
    problem.replaceChildren()
    try {
      screen.sealed = await saveReport(screen, form, (done) => (progress.value = done))
      screen.go('saved')
    } catch {
      problem.append(h('p', {}, words.failed), h('p', {}, words.failedHelp))
      bar.hidden = true
      save.disabled = false
    }
  }
  const files = draft.files.map((added) =>
    h(
      'li',
      {},
      preview(added),
      h('div', { class: 'file' }, h('span', { dir: 'auto' }, added.name), h('small', {}, showSize(added.file.size))),
    ),
  )
  return h(
    'section',
    {},
    heading(screen, 'review', words.review),
    h('dl', { class: 'facts' }, ...factsOf(screen, form)),
    button(words.change, () => screen.go('write'), 'link'),
    h(
      'h2',
      {},
      `${words.attached}: ${draft.files.length}${files.length > 0 ? ` · ${showSize(totalOf(draft.files))}` : ''}`,
    ),
    files.length > 0 && h('ul', { class: 'files' }, ...files),
    button(words.change, () => screen.go('attach'), 'link'),
    h(
      'div',
      { class: 'note' },
      h('p', {}, `${words.for} `, h('b', { dir: 'auto' }, page.vault)),
      h('p', {}, words.key, h('span', { class: 'key', dir: 'ltr' }, ...keyLines(page.key.fingerprint))),
      h('p', { class: 'quiet' }, words.keyHelp),
    ),
    h('p', {}, words.reviewHelp),
    problem,
    bar,
    h(
      'div',
      { class: 'actions' },
      button(words.back, () => screen.go('attach')),
      save,
    ),
  )
}

/** Two lines of three groups, as they are read out. */
function keyLines(fingerprint: string): HTMLElement[] {
  const groups = fingerprint.split(' ')
  return [groups.slice(0, 3), groups.slice(3)].map((line) => h('span', {}, line.join(' ')))
}

function factsOf(screen: Screen, { template }: OneForm): HTMLElement[] {
  const { words, draft } = screen
  const { asks, narrative, fields } = template
  const fact = (label: string, text: string): HTMLElement =>
    h('div', {}, h('dt', {}, label), h('dd', {}, h('bdi', {}, text === '' ? words.notSaid : text)))
  const who = draft.named
    ? [draft.name, draft.contact].filter((text) => text.trim() !== '').join(', ')
    : words.anonymousReporter
  return [
    fact(said(screen, narrative.label), draft.narrative),
    ...(asks.immediateDanger === 'hidden' ? [] : [fact(words.danger, draft.danger ? words.yes : words.no)]),
    ...(asks.occurredAt === 'hidden' ? [] : [fact(words.when, momentOf(screen, draft.when))]),
    ...(asks.place === 'hidden' ? [] : [fact(words.place, draft.place.trim())]),
    ...(asks.reporter === 'hidden' ? [] : [fact(words.who, who)]),
    ...fields.map((field) => fact(said(screen, field.label), answerInWords(screen, field))),
  ]
}

/** A moment in the reader's language, as exactly as it is known. */
function momentOf({ language, words }: Screen, when: WhenDraft): string {
  const read = whenOf(when)
  if (!read) return words.notSaid
  const full = read.value + '0000-01-01T12:00:00'.slice(read.value.length)
  const shown: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(read.precision === 'year' ? {} : { month: 'long' }),
    ...(read.precision === 'day' || read.precision === 'minute' ? { day: 'numeric' } : {}),
    ...(read.precision === 'minute' ? { hour: '2-digit', minute: '2-digit' } : {}),
  }
  return new Intl.DateTimeFormat(language, { ...shown, timeZone: 'UTC' }).format(new Date(`${full}Z`))
}

function answerInWords(screen: Screen, field: OneForm['template']['fields'][number]): string {
  const { words, draft, language } = screen
  const answer = answerTo(draft, field)
  const optionOf = (id: string): string => {
    const found = field.options?.find((one) => one.id === id)
    return found ? said(screen, found.label) : id
  }
  if (answer === undefined) return ''
  if (field.kind === 'when') return momentOf(screen, draft.moments.get(field.id) ?? draft.when)
  if (typeof answer === 'boolean') return answer ? words.yes : words.no
  if (Array.isArray(answer)) return answer.map(optionOf).join(', ')
  if (typeof answer === 'string') return field.kind === 'choice' ? optionOf(answer) : answer
  return typeof answer === 'number' ? new Intl.NumberFormat(language).format(answer) : ''
}
