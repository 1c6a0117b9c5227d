import { walk, type Lines, type Parts } from './parts.ts'
import { targetsOf } from './relations.ts'

/** Text of drawings by their paragraphs (DrawingML). */
function drawn(xml: string): { text: string; hidden: boolean } {
  const found: string[] = []
  let [text, reading, hidden] = ['', false, false]
  walk(xml, {
    open(name, attributes) {
      if (name === 'sld') hidden = /^(?:0|false)$/.test(attributes['show'] ?? '')
      if (name === 'p') text = ''
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
        if (text.trim() !== '') found.push(text)
        text = ''
      }
    },
  })
  return { text: found.join('\n'), hidden }
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
    const { text, hidden } = drawn(xml)
    if (hidden) problems.push(`Slide ${index + 1} is hidden.`)
    lines.add(`${hidden ? '[hidden slide] ' : ''}${text}`, at)
    for (const part of await targetsOf(parts, path)) {
      if (!/^(?:notesSlide|comments|chart|diagramData)$/.test(part.kind)) continue
      const beside = await parts.xml(part.path)
      const said = beside === undefined ? '' : drawn(beside).text
      const name = part.kind === 'notesSlide' ? 'notes' : part.kind === 'comments' ? 'comment' : 'drawing'
      for (const line of said.split('\n')) if (line !== '') lines.add(`[${name}: ${line}]`, at)
    }
  }
  return problems
}
