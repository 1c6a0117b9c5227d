import './form.css'
import type { FormPage } from '../../shared/contract/report-form.ts'
import { attachStep } from './attachments.ts'
import { button, h, newId } from './dom.ts'
import { isBegun, newDraft, wellFormed } from './draft.ts'
import { writeStep } from './questions.ts'
import { reviewStep } from './review.ts'
import { savedStep, subtleHere } from './save.ts'
import { said, type Screen, type Step } from './screen.ts'
import { directionOf, languageNames, words, type Language } from './words/index.ts'

// The page of a report form. It asks nothing of any server, keeps nothing, and forgets all when it is closed.

const page = JSON.parse(document.getElementById('form')?.textContent ?? '') as FormPage
const main = h('main', {})
const header = h('header', {})
const only = page.forms.length === 1 ? page.forms[0] : undefined

let step: Step = only ? 'write' : 'choose'
let language: Language = preferred()
const screen: Screen = {
  page,
  get language() {
    return language
  },
  get words() {
    return words[language]
  },
  draft: newDraft(only),
  sealed: undefined,
  go: (next) => {
    step = next
    draw()
    scrollTo(0, 0)
    main.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true })
  },
  redraw: () => draw(),
}

/** The first of the reader's languages that the form has, else the form's own first. */
function preferred(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())
  return wanted.flatMap((tag) => page.languages.filter((one) => one === tag))[0] ?? page.languages[0] ?? 'en'
}

function draw(): void {
  const { documentElement } = document
  documentElement.lang = language
  documentElement.dir = directionOf(language)
  document.title = `${words[language].for} ${page.vault}`
  header.replaceChildren(
    h('p', { class: 'to' }, `${words[language].for} `, h('b', { dir: 'auto' }, page.vault)),
    languageSwitch(),
  )
  main.replaceChildren(stepShown())
}

function stepShown(): HTMLElement {
  const { form } = screen.draft
  if (!form) return chooseStep()
  switch (step) {
    case 'choose':
      return chooseStep()
    case 'write':
      return writeStep(screen, form)
    case 'attach':
      return attachStep(screen)
    case 'review':
      return reviewStep(screen, form)
    case 'saved':
    default:
      return savedStep(screen, () => {
        screen.draft = newDraft(only)
        screen.sealed = undefined
        screen.go(only ? 'write' : 'choose')
      })
  }
}

/** Which of the file's forms; what was written already goes along. */
function chooseStep(): HTMLElement {
  const { choose, choosePick, emergency } = words[language]
  const forms = page.forms.map((form) =>
    button(
      said(screen, form.template.title),
      () => {
        screen.draft.form = form
        if (form.template.asks.reporter === 'required') screen.draft.named = true
        screen.go('write')
      },
      'wide',
    ),
  )
  return h(
    'section',
    {},
    h('h1', { tabindex: -1 }, choose),
    h('p', { class: 'emergency' }, emergency),
    h('p', { class: 'quiet' }, choosePick),
    h('div', { class: 'pickers' }, ...forms),
  )
}

function languageSwitch(): HTMLElement | string {
  if (page.languages.length < 2) return ''
  const options = page.languages.map((one) => h('option', { value: one, lang: one }, languageNames[one]))
  const select = h('select', { id: newId() }, ...options)
  select.value = language
  select.addEventListener('change', () => {
    language = select.value as Language
    draw()
    header.querySelector<HTMLElement>('select')?.focus()
  })
  return h('div', { class: 'languages' }, h('label', { for: select.id }, words[language].language), select)
}

/** Browsers of before 2023 lack it, and the format needs it. */
function complete(): void {
  const text = String.prototype as { isWellFormed?: (this: string) => boolean }
  text.isWellFormed ??= function isWellFormed(this: string): boolean {
    return wellFormed(this) === this
  }
}

async function canEncrypt(): Promise<boolean> {
  try {
    return (await subtleHere()?.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])) !== undefined
  } catch {
    return false
  }
}

async function start(): Promise<void> {
  complete()
  document.getElementById('unstarted')?.remove()
  document.body.append(header, main)
  draw()
  if (await canEncrypt()) {
    addEventListener('beforeunload', (event) => {
      if (step !== 'saved' && isBegun(screen.draft)) event.preventDefault()
    })
    return
  }
  const { cannot, cannotHelp } = words[language]
  main.replaceChildren(h('section', { role: 'alert' }, h('h1', { tabindex: -1 }, cannot), h('p', {}, cannotHelp)))
}

void start()
