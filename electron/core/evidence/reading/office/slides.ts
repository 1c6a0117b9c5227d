import { Flow } from './flow.ts'
import type { Lines } from './lines.ts'
import { walk, type Parts } from './parts.ts'
import { targetsOf } from './relations.ts'

/** A paragraph of a drawing; a title, or at its level. */
interface Drawn {
  text: string
  title: boolean
  level: number
}

/** Text of drawings by their paragraphs (DrawingML). */
function drawn(xml: string): { found: Drawn[]; hidden: boolean } {
  const found: Drawn[] = []
  let [text, reading, hidden, title, level] = ['', false, false, false, 0]
  walk(xml, {
    open(name, attributes) {
      if (name === 'sld') hidden = /^(?:0|false)$/.test(attributes['show'] ?? '')
      if (name === 'sp') title = false
      if (name === 'ph') title = /^(?:title|ctrTitle)$/.test(attributes['type'] ?? '')
      if (name === 'p') [text, level] = ['', 0]
      if (name === 'pPr') level = Math.min(8, Number(attributes['lvl'] ?? 0) || 0)
      if (name === 't' || name === 'text') reading = true
      if (name === 'tab') text += '\t'
      if (name === 'br') text += ' '
    },
    text(more) {
      if (reading) text += more
    },
    close(name) {
      if (name === 't' || name === 'text') reading = false
      if (name === 'text' || name === 'p') {
        if (text.trim() !== '') found.push({ text, title, level })
        text = ''
      }
    },
  })
  return { found, hidden }
}

/** Slides in their order, each with its notes, comments and drawings. */
export async function readSlides(parts: Parts, lines: Lines): Promise<string[]> {
  const problems: string[] = []
  const order: string[] = []
  walk((await parts.xml('ppt/presentation.xml')) ?? '<p/>', {
    open(name, { id }) {
      if (name === 'sldId' && id !== undefined) order.push(id)
    },
  })
  const targets = await targetsOf(parts, 'ppt/presentation.xml')
  const known = targets.filter(({ kind }) => kind === 'slide')
  const inOrder = order.flatMap((id) => known.find((one) => one.id === id) ?? [])
  const slides = [...inOrder, ...known.filter((one) => !inOrder.includes(one))]
  for (const [index, { path }] of slides.entries()) {
    const at = `p. ${index + 1}`
    const xml = await parts.xml(path)
    if (xml === undefined) {
      problems.push(`Slide ${index + 1} was not read: its part is missing.`)
      continue
    }
    const { found, hidden } = drawn(xml)
    if (hidden) problems.push(`Slide ${index + 1} is hidden.`)
    if (hidden || found.length === 0) lines.add(hidden ? '[hidden slide]' : '', at)
    for (const { text, title, level } of found) {
      const flow = new Flow()
      flow.add(text)
      lines.block(flow, { kind: title ? 'heading' : level > 0 ? 'item' : 'paragraph', depth: level, at })
    }
    for (const part of await targetsOf(parts, path)) {
      if (!/^(?:notesSlide|comments|chart|diagramData)$/.test(part.kind)) continue
      const beside = await parts.xml(part.path)
      const name = part.kind === 'notesSlide' ? 'notes' : part.kind === 'comments' ? 'comment' : 'drawing'
      for (const { text } of beside === undefined ? [] : drawn(beside).found) {
        const flow = new Flow()
        flow.say(name === 'comment' ? 'comment' : 'note', `${name}: `, text)
        lines.block(flow, { at })
      }
    }
  }
  return problems
}
