import { cellPlace, columnOf } from './cells.ts'
import { walk, type Lines, type Parts } from './parts.ts'
import { targetsOf } from './relations.ts'

interface Cell {
  ref: string
  kind: string
  style: number
  value: string
  formula: string | undefined
}

/** Number formats of the standard that are dates or times (ECMA-376 part 1, 18.8.30). */
const dateFormats = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47])

/** Whether each cell style shows a date. */
function dateStyles(xml: string | undefined): boolean[] {
  const dates: boolean[] = []
  const own = new Set<number>()
  let inside = false
  if (xml !== undefined)
    walk(xml, {
      open(name, { numFmtId = '0', formatCode = '' }) {
        const plain = formatCode.replace(/"[^"]*"|\\.|\[(?![hms]+\])[^\]]*\]/gi, '')
        if (name === 'numFmt' && /[ymdhs]/i.test(plain)) own.add(Number(numFmtId))
        if (name === 'cellXfs') inside = true
        if (inside && name === 'xf') dates.push(dateFormats.has(Number(numFmtId)) || own.has(Number(numFmtId)))
      },
      close(name) {
        if (name === 'cellXfs') inside = false
      },
    })
  return dates
}

/** A stored day as ISO 8601; in the 1900 system day 60 is a day that never was, as in Lotus. */
function dateOf(value: string, from1904: boolean): string | undefined {
  const days = Number(value)
  if (value === '' || !Number.isFinite(days) || days < 0 || days > 2_958_465) return undefined
  if (days < 1) return new Date(Math.round(days * 86_400) * 1000).toISOString().slice(11, 19)
  if (!from1904 && days >= 60 && days < 61) return '1900-02-29, which never was'
  const first = Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : days < 60 ? 31 : 30)
  return new Date(first + Math.round(days * 86_400) * 1000).toISOString().replace(/(?:T00:00:00)?\.000Z$/, '')
}

/** Texts that cells share, each with all of its runs. */
function sharedTexts(xml: string | undefined): string[] {
  const texts: string[] = []
  let text = ''
  let reading = false
  let phonetic = 0
  if (xml !== undefined)
    walk(xml, {
      open(name) {
        if (name === 'si') text = ''
        if (name === 'rPh') phonetic += 1
        if (name === 't') reading = phonetic === 0
      },
      text(more) {
        if (reading) text += more
      },
      close(name) {
        if (name === 't') reading = false
        if (name === 'rPh') phonetic -= 1
        if (name === 'si') texts.push(text)
      },
    })
  return texts
}

/** Comments of a sheet by their cell. */
async function commentsOf(parts: Parts, sheet: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const { path, kind } of await targetsOf(parts, sheet)) {
    if (!/^(?:comments|threadedComment)$/i.test(kind)) continue
    const authors: string[] = []
    let [author, ref, text] = ['', '', '']
    const xml = await parts.xml(path)
    if (xml === undefined) continue
    walk(xml, {
      open(name, attributes) {
        text = name === 'author' || name === 'comment' || name === 'threadedComment' ? '' : text
        if (name === 'comment' || name === 'threadedComment') {
          ref = attributes['ref'] ?? ''
          author = authors[Number(attributes['authorId'])] ?? attributes['dT'] ?? ''
        }
      },
      text(more) {
        text += more
      },
      close(name) {
        if (name === 'author') authors.push(text.trim())
        if (name === 'comment' || name === 'threadedComment')
          found.set(
            ref,
            `${found.has(ref) ? `${found.get(ref)} ` : ''}[comment${author === '' ? '' : ` by ${author}`}: ${text.trim()}]`,
          )
      },
    })
  }
  return found
}

/** The rows of every sheet that have cells: values as stored, dates beside them, formulas, comments, and what is hidden. */
export async function readSheets(parts: Parts, lines: Lines): Promise<{ problems: string[]; from1904: boolean }> {
  const workbook = (await parts.xml('xl/workbook.xml')) ?? ''
  const sheets: { name: string; id: string; state: string }[] = []
  const problems: string[] = []
  let from1904 = false
  let named = ''
  walk(workbook, {
    open(name, attributes) {
      if (name === 'sheet')
        sheets.push({
          name: attributes['name'] ?? '',
          id: attributes['id'] ?? '',
          state: attributes['state'] ?? 'visible',
        })
      if (name === 'workbookPr') from1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '')
      named = name === 'definedName' ? (attributes['name'] ?? '') : ''
    },
    text(text) {
      if (named !== '' && text.trim() !== '') lines.add(`[name ${named} = ${text}]`)
    },
    close: () => (named = ''),
  })
  const texts = sharedTexts(await parts.xml('xl/sharedStrings.xml'))
  const dates = dateStyles(await parts.xml('xl/styles.xml'))
  const targets = await targetsOf(parts, 'xl/workbook.xml')
  for (const { name, id, state } of sheets) {
    const path = targets.find((one) => one.id === id)?.path
    const xml = path === undefined ? undefined : await parts.xml(path)
    if (path === undefined || xml === undefined) {
      problems.push(`The sheet “${name}” was not read: its part is missing.`)
      continue
    }
    if (state !== 'visible') {
      problems.push(
        `The sheet “${name}” is hidden${state === 'veryHidden' ? ' so that its program does not offer to show it' : ''}.`,
      )
    }
    lines.add(`[sheet ${name}${state === 'visible' ? '' : ', hidden'}]`)
    const comments = await commentsOf(parts, path)
    rowsOf(xml, (cells, hidden) => {
      let column = columnOf(cells[0]?.ref ?? 'A1')
      const shown = cells.flatMap((cell) => {
        const gap = Math.max(0, columnOf(cell.ref) - column)
        column = columnOf(cell.ref) + 1
        const empty = gap > 100 ? [`[${gap} empty cells]`] : Array.from({ length: gap }, () => '')
        const remark = comments.get(cell.ref)
        comments.delete(cell.ref)
        const words = [...cellWords(cell, texts, dates, from1904), ...(remark === undefined ? [] : [remark])]
        return [...empty, words.join(' ')]
      })
      const [first, last] = [cells[0]?.ref ?? '', cells.at(-1)?.ref ?? '']
      lines.add(`${hidden}${shown.join('\t')}`.replaceAll('\n', ' '), cellPlace(name, first, last))
    })
    // What is remarked on an empty cell.
    for (const [ref, remark] of comments) lines.add(remark.replaceAll('\n', ' '), cellPlace(name, ref, ref))
  }
  return { problems, from1904 }
}

function cellWords(
  { kind, value, formula, style }: Cell,
  texts: string[],
  dates: boolean[],
  from1904: boolean,
): string[] {
  const text = kind === 's' ? (texts[Number(value)] ?? `[text ${value} is missing]`) : value
  const date = kind === '' || kind === 'n' ? dates[style] && dateOf(value, from1904) : undefined
  return [
    text,
    ...(typeof date === 'string' ? [`[${date}]`] : []),
    ...(formula === undefined ? [] : [`[=${formula.replace(/^shared formula (\d+): $/, 'shared formula $1')}]`]),
  ]
}

/** Each row that has something in it; a cell far away costs no more than one that is near. */
function rowsOf(xml: string, each: (cells: Cell[], hidden: string) => void): void {
  const hiddenColumns: [number, number][] = []
  let cells: Cell[] = []
  let cell: Cell | undefined
  let [row, hidden, reading] = [0, '', '']
  walk(xml, {
    open(name, attributes) {
      if (name === 'col' && /^(?:1|true)$/.test(attributes['hidden'] ?? ''))
        hiddenColumns.push([Number(attributes['min']), Number(attributes['max'])])
      if (name === 'row') {
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r'])
        hidden = /^(?:1|true)$/.test(attributes['hidden'] ?? '') ? '[hidden row] ' : ''
        cells = []
      } else if (name === 'c') {
        const { r: ref = `A${row}`, t: kind = '', s: style = '0' } = attributes
        cell = { ref, kind, style: Number(style), value: '', formula: undefined }
      } else if (cell && name === 'f') {
        reading = 'f'
        cell.formula = attributes['t'] === 'shared' ? `shared formula ${attributes['si'] ?? ''}: ` : ''
      } else if (cell && (name === 'v' || name === 't')) reading = 'v'
    },
    text(text) {
      if (!cell || reading === '') return
      if (reading === 'f') cell.formula += text
      else cell.value += text
    },
    close(name) {
      if (name === 'f' || name === 'v' || name === 't') reading = ''
      if (name === 'c' && cell) {
        if (cell.value !== '' || cell.formula !== undefined) cells.push(cell)
        cell = undefined
      }
      if (name === 'row' && cells.length > 0) {
        const veiled = cells.filter(({ ref }) =>
          hiddenColumns.some(([from, to]) => columnOf(ref) >= from && columnOf(ref) <= to),
        )
        const columns = veiled.length === 0 ? '' : `[hidden columns: ${veiled.map(({ ref }) => ref).join(' ')}] `
        each(cells, hidden + columns)
        cells = []
      }
    },
  })
}
