import { button, h, newId } from './dom.ts'
import { answerTo, newWhen, type OneForm } from './draft.ts'
import { grouped, mark, option, wrapped, type Field } from './fields.ts'
import { heading, said, type Screen } from './screen.ts'
import { whenField } from './when.ts'

type Question = OneForm['template']['fields'][number]

/** The first step: the questions of the form, the reporter's own words first. */
export function writeStep(screen: Screen, form: OneForm): HTMLElement {
  const { words } = screen
  const { template } = form
  const fields = [
    ...narrative(screen, form),
    ...facts(screen, form),
    ...template.fields.map((one) => question(screen, one)),
  ]
  const summary = h('div', { class: 'summary', role: 'alert' })
  let tried = false
  for (const field of fields) {
    // What was found missing is looked at again while it is being put right.
    const again = (): void => void (tried && mark(field, field.check()))
    field.element.addEventListener('input', again)
    field.element.addEventListener('change', again)
  }
  const next = (): void => {
    tried = true
    const wrong = fields.flatMap((field) => {
      const reason = field.check()
      mark(field, reason)
      return reason === undefined ? [] : [field]
    })
    summary.replaceChildren()
    const [first] = wrong
    if (!first) return screen.go('attach')
    summary.append(
      h('p', {}, words.wrong),
      h(
        'ul',
        {},
        ...wrong.map((field) =>
          h(
            'li',
            {},
            button(field.label, () => field.control.focus(), 'link'),
          ),
        ),
      ),
    )
    first.control.focus()
    return undefined
  }
  const several = screen.page.forms.length > 1
  return h(
    'section',
    {},
    heading(screen, 'write', said(screen, template.title)),
    h('p', { class: 'emergency' }, words.emergency),
    template.intro && h('p', {}, said(screen, template.intro)),
    h('p', { class: 'quiet' }, words.promise),
    ...fields.flatMap(({ element, inside }) => (inside ? [] : [element])),
    summary,
    h(
      'div',
      { class: 'actions' },
      several && button(words.back, () => screen.go('choose')),
      button(words.next, next, 'primary'),
    ),
  )
}

function narrative(screen: Screen, { template }: OneForm): Field[] {
  const { words, draft } = screen
  const area = h('textarea', { rows: 8 })
  area.value = draft.narrative
  area.addEventListener('input', () => (draft.narrative = area.value))
  const { label, help } = template.narrative
  const text = { label: said(screen, label), help: help && said(screen, help), required: true }
  return [
    wrapped(words, text, area, () =>
      area.value.trim() === '' ? words.missing : area.value.length > 200_000 ? words.tooLong : undefined,
    ),
  ]
}

/** The facts that every report can have, as far as this form asks for them. */
function facts(screen: Screen, { template: { asks } }: OneForm): Field[] {
  const { words, draft } = screen
  const all: Field[] = []
  if (asks.immediateDanger !== 'hidden') {
    const box = option('checkbox', newId(), words.dangerYes, draft.danger, (checked) => (draft.danger = checked))
    all.push(grouped(words, { label: words.danger }, [box], () => undefined))
  }
  if (asks.occurredAt !== 'hidden')
    all.push(whenField(screen, { label: words.when, required: asks.occurredAt === 'required' }, draft.when))
  if (asks.place !== 'hidden') {
    const text = { label: words.place, help: words.placeHelp, required: asks.place === 'required' }
    all.push(line(screen, text, draft.place, (value) => (draft.place = value)))
  }
  if (asks.reporter !== 'hidden') all.push(...who(screen, asks.reporter === 'required'))
  return all
}

function who(screen: Screen, required: boolean): Field[] {
  const { words, draft } = screen
  const name = line(
    screen,
    { label: words.name, required: true },
    draft.name,
    (value) => (draft.name = value),
    () => draft.named,
    'name',
  )
  const contact = line(screen, { label: words.contact }, draft.contact, (value) => (draft.contact = value))
  const within = h('div', { class: 'within' }, name.element, contact.element)
  within.hidden = !draft.named
  const group = newId()
  const choose = (named: boolean) => (): void => {
    draft.named = named
    within.hidden = !named
  }
  const choices = required
    ? []
    : [
        option('radio', group, words.anonymous, !draft.named, choose(false)),
        option('radio', group, words.named, draft.named, choose(true)),
      ]
  const help = required ? undefined : words.anonymousHelp
  const field = grouped(words, { label: words.who, help, required }, [...choices, within], () => undefined)
  return [field, { ...name, inside: true }, { ...contact, inside: true }]
}

function line(
  { words }: Screen,
  text: { label: string; help?: string | undefined; required?: boolean },
  value: string,
  onInput: (value: string) => void,
  counts: () => boolean = () => true,
  fill?: string,
  type = 'text',
): Field {
  const input = h('input', { type, autocomplete: fill ?? 'off' })
  input.value = value
  input.addEventListener('input', () => onInput(input.value))
  return wrapped(words, text, input, () => {
    if (!counts()) return undefined
    if (input.value.length > 500) return words.tooLong
    return text.required && input.value.trim() === '' ? words.missing : undefined
  })
}

/** One of the form's own questions. */
function question(screen: Screen, field: Question): Field {
  const { words, draft } = screen
  const { id, kind, required } = field
  const text = { label: said(screen, field.label), help: field.help && said(screen, field.help), required }
  const keep = (value: string): void => void draft.words.set(id, value)
  const given = draft.words.get(id) ?? ''
  const missing = (): string | undefined =>
    required && answerTo(draft, field) === undefined ? words.missing : undefined
  switch (kind) {
    case 'text': {
      const area = h('textarea', { rows: 4 })
      area.value = given
      area.addEventListener('input', () => keep(area.value))
      return wrapped(words, text, area, () => (area.value.length > 100_000 ? words.tooLong : missing()))
    }
    case 'choice':
    case 'yes-no': {
      const group = newId()
      const options =
        kind === 'choice'
          ? (field.options ?? []).map((one) => [one.id, said(screen, one.label)] as const)
          : ([
              ['yes', words.yes],
              ['no', words.no],
            ] as const)
      const all = required ? options : [...options, ['', words.noAnswer] as const]
      const radios = all.map(([value, label]) => option('radio', group, label, given === value, () => keep(value)))
      return grouped(words, text, radios, missing)
    }
    case 'choices': {
      const chosen = draft.choices.get(id) ?? new Set<string>()
      draft.choices.set(id, chosen)
      const boxes = (field.options ?? []).map((one) =>
        option('checkbox', newId(), said(screen, one.label), chosen.has(one.id), (checked) =>
          checked ? chosen.add(one.id) : chosen.delete(one.id),
        ),
      )
      return grouped(words, text, boxes, missing)
    }
    case 'when': {
      const when = draft.moments.get(id) ?? newWhen()
      draft.moments.set(id, when)
      return whenField(screen, text, when)
    }
    case 'number': {
      const input = line(screen, text, given, keep)
      input.control.setAttribute('inputmode', 'decimal')
      const bad = (): boolean => (draft.words.get(id) ?? '').trim() !== '' && answerTo(draft, field) === undefined
      return { ...input, check: () => (bad() ? words.badNumber : missing()) }
    }
    case 'phone':
      return line(screen, text, given, keep, undefined, undefined, 'tel')
    case 'line':
    case 'person':
    case 'vehicle':
    case 'account':
    case 'place':
    default:
      return line(screen, text, given, keep)
  }
}
