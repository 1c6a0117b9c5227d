import { h, newId } from './dom.ts'
import { whenOf, type WhenDraft } from './draft.ts'
import { grouped, type Field } from './fields.ts'
import type { Screen } from './screen.ts'

const years = (): string[] => Array.from({ length: 100 }, (_, i) => String(new Date().getFullYear() - i))
const monthsOf = (language: string): [string, string][] =>
  Array.from({ length: 12 }, (_, i) => [
    String(i + 1).padStart(2, '0'),
    new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, i, 1)),
  ])

const twoDigits = (n: number): string => String(n).padStart(2, '0')

/** A moment, as exactly as it is known and no more. */
export function whenField(
  screen: Screen,
  text: { label: string; help?: string | undefined; required: boolean },
  when: WhenDraft,
): Field {
  const { words, language } = screen
  const parts = h('div', { class: 'parts' })
  const known = h(
    'select',
    {},
    ...(
      [
        ['unknown', words.whenUnknown],
        ['minute', words.whenMinute],
        ['day', words.whenDay],
        ['month', words.whenMonth],
        ['year', words.whenYear],
      ] as const
    ).map(([value, label]) => h('option', { value }, label)),
  )
  known.value = when.known
  known.id = newId()

  const input = (type: 'date' | 'time', label: string, part: 'date' | 'time'): HTMLElement => {
    const control = h('input', { type, id: newId() })
    control.value = when[part]
    control.addEventListener('input', () => (when[part] = control.value))
    return h('div', {}, h('label', { for: control.id }, label), control)
  }
  const select = (label: string, part: 'month' | 'year', options: [string, string][]): HTMLElement => {
    const control = h(
      'select',
      { id: newId() },
      h('option', { value: '' }, '—'),
      ...options.map(([value, shown]) => h('option', { value }, shown)),
    )
    control.value = when[part]
    control.addEventListener('change', () => (when[part] = control.value))
    return h('div', {}, h('label', { for: control.id }, label), control)
  }
  const draw = (): void => {
    const asked = when.known
    const fields = [
      ...(asked === 'minute' || asked === 'day' ? [input('date', words.day, 'date')] : []),
      ...(asked === 'minute' ? [input('time', words.time, 'time')] : []),
      ...(asked === 'month' ? [select(words.month, 'month', monthsOf(language))] : []),
      ...(asked === 'month' || asked === 'year'
        ? [
            select(
              words.year,
              'year',
              years().map((year) => [year, year]),
            ),
          ]
        : []),
    ]
    parts.replaceChildren(...fields)
  }
  known.addEventListener('change', () => {
    when.known = known.value as WhenDraft['known']
    // Today and now are the likeliest, and quicker to change than to enter.
    const now = new Date()
    when.date ||= `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`
    when.year ||= String(now.getFullYear())
    draw()
  })
  draw()
  const how = h('div', {}, h('label', { for: known.id, class: 'quiet' }, words.whenHow), known)
  return grouped(words, text, [how, parts], () => {
    const read = whenOf(when)
    if (read === undefined) return words.badWhen
    return text.required && read === null ? words.missing : undefined
  })
}
