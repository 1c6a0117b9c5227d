import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TextPart } from '../../electron/core/evidence/reading/format.ts'
import { office } from '../../electron/core/evidence/reading/office/office.ts'
import { sourceOf } from '../../electron/core/evidence/reading/source.ts'
import { ask, filesUnder, hasReferee, isThere } from './real.ts'
import { openBy } from '../../electron/core/evidence/reading/open-by.fixture.ts'

const there = isThere('documents') && hasReferee('python3')
const documents = there ? filesUnder('documents').filter((path) => /\.(?:docx|xlsx|pptx|odt|ods|odp)$/.test(path)) : []

describe.skipIf(!there)('real documents', () => {
  it('hold no word that another reader finds and ours does not', async () => {
    const { said } = ask('python3', join(import.meta.dirname, 'office-referee.py'), ...documents)
    const theirs = JSON.parse(said) as Record<string, string[]>
    const missed: string[] = []
    for (const path of documents) {
      const file = await openBy(office, sourceOf(basename(path), readFileSync(path)))
      let ours = ''
      for (let from: number | null = 0; from !== null;) {
        const part: TextPart | undefined = await file.text?.(from)
        ours += part?.units.map(({ text }) => text).join('\n') ?? ''
        from = part?.next ?? null
      }
      const words = theirs[path] ?? []
      missed.push(...words.filter((word) => !ours.includes(word)).map((word) => `${basename(path)}: ${word}`))
    }
    expect(documents.length).toBeGreaterThan(20)
    expect(Object.values(theirs).flat().length).toBeGreaterThan(300)
    expect(missed).toEqual([])
  })
})
