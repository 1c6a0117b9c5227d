import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Locked, type OpenedFile } from '../../electron/core/evidence/reading/format.ts'
import { oldOffice } from '../../electron/core/evidence/reading/old-office/old-office.ts'
import { openBy } from '../../electron/core/evidence/reading/open-by.fixture.ts'
import { sourceOf } from '../../electron/core/evidence/reading/source.ts'
import { ask, filesUnder, hasReferee, isThere, real } from './real.ts'

const there = isThere('documents')
const documents = there ? filesUnder('documents').filter((path) => /\.(?:doc|xls|ppt)$/.test(path)) : []
const open = (path: string, password?: string): Promise<OpenedFile> =>
  openBy(oldOffice, sourceOf(basename(path), readFileSync(path)), password)
const textOf = async (file: OpenedFile): Promise<string> =>
  ((await file.text?.(0))?.units ?? []).map(({ text }) => text).join('\n')

const referees: readonly (readonly [program: string, ending: string])[] = [
  ['catdoc', '.doc'],
  ['xls2csv', '.xls'],
]

describe.skipIf(!there)('real documents of old Office', () => {
  it.for(referees)('hold no word that %s finds and ours does not', async ([program, ending], { skip }) => {
    skip(!hasReferee(program), `${program} is not on this computer`)
    const missed: string[] = []
    let judged = 0
    for (const path of documents.filter((one) => one.endsWith(ending) && !/protected|WordPerfect/.test(one))) {
      const ours = (await textOf(await open(path))).normalize('NFC').replaceAll('\u00ad', '')
      const said = ask(program, '-d', 'utf-8', path).said.replaceAll('BOF when current sheet is not flushed', '')
      // Numbers are written by their formats there, and as they are stored here.
      const words = said.normalize('NFC').match(/\p{L}{3,}/gu) ?? []
      judged += words.length
      missed.push(...words.filter((word) => !ours.includes(word)).map((word) => `${basename(path)}: ${word}`))
    }
    expect(judged).toBeGreaterThan(0)
    expect(missed).toEqual([])
  })

  it('that are encrypted ask for the password and open with it', async () => {
    for (const name of ['testEXCEL_protected_passtika.xls', 'testPPT_protected_passtika.ppt']) {
      const path = real(`documents/${name}`)
      await expect(open(path)).rejects.toBeInstanceOf(Locked)
      await expect(open(path, 'no')).rejects.toBeInstanceOf(Locked)
      expect((await textOf(await open(path, 'tika'))).length, name).toBeGreaterThan(10)
    }
  })
})
