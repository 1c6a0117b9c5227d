import { getSchema } from '@tiptap/core'
import { expect, test } from 'vitest'
import { checkRichText, noteSchema } from '../../electron/core/casework/notebook/rich-text.ts'
import { blocksOf } from '../../electron/core/print/rich.ts'
import { extensions } from '../../renderer/editor/schema.ts'
import { plainTextOf } from '../../shared/contract/rich-text.ts'

test('the window’s editor and the core know the same nodes and marks of a note', async () => {
  const [window, core] = [getSchema(extensions), await noteSchema()]
  expect(Object.keys(window.nodes).sort()).toEqual(Object.keys(core.nodes).sort())
  expect(Object.keys(window.marks).sort()).toEqual(Object.keys(core.marks).sort())
})

const cell = (text: string, type = 'tableCell') => ({
  type,
  content: [{ type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) }],
})
const row = (...cells: ReturnType<typeof cell>[]) => ({ type: 'tableRow', content: cells })
const body = {
  type: 'doc' as const,
  content: [
    {
      type: 'table',
      content: [
        row(cell('Time', 'tableHeader'), cell('Count', 'tableHeader'), cell('Place', 'tableHeader')),
        row(cell('06:10'), cell('5'), cell('Gate 3')),
        row(cell('06:12'), cell('12'), cell('')),
      ],
    },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'the post', marks: [{ type: 'link', attrs: { href: 'https://example.org/7' } }] },
      ],
    },
  ],
}

test('a note’s table and links are kept, and read the same in words and on the packet’s pages', async () => {
  await checkRichText(body)
  const lines = ['Time | Count | Place', '06:10 | 5 | Gate 3', '06:12 | 12 | ', 'the post (https://example.org/7)']
  expect(plainTextOf(body).split('\n')).toEqual(lines)
  const printed = blocksOf(body)
  expect(printed.map(({ runs }) => runs.map(({ text }) => text).join(''))).toEqual(lines)
  expect(printed[0]?.runs[0]?.bold).toBe(true)
})
