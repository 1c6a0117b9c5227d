import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import type { EvidenceRecord, Shape } from '../../../../../shared/contract/evidence/shapes.ts'
import { alertIn, embeddedFiles, fieldsOfInfo, namesOf, problemsOf } from '../../../imports/reading/alert.ts'
import { childrenOf, decodeXml, parseXml, rootOf, textOf, type Element } from '../../../imports/reading/xml.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf } from '../source.ts'
import { fieldsOf, openedRecords } from './records.ts'

const largest = 32 * 1024 * 1024

/** Alerts (Common Alerting Protocol 1.1 and 1.2): each block of information with its areas, and what it updates or cancels. */
export const alert: Format = {
  reader: 'alert 1',
  takes: ({ start }) => {
    const text = Buffer.from(start.subarray(0, 16_384)).toString('latin1')
    return (
      /^[^<]{0,10}</.test(text) &&
      (rootOf(text.replace(/^[^<]+/, '')) === 'alert' || text.includes('urn:oasis:names:tc:emergency:cap:')) &&
      /urn:oasis:names:tc:emergency:cap:|<(?:\w+:)?msgType>/.test(text)
    )
  },
  open(source) {
    if (source.size > largest)
      throw new Unreadable('It is an alert larger than 32 MiB, which is more than is read of one.')
    const { alert: found } = alertIn(parseXml(decodeXml(wholeOf(source))))
    const infos = childrenOf(found, 'info')
    const nameOf = namesOf(infos)
    const areas = infos.flatMap((info, index) => childrenOf(info, 'area').map((area) => ({ area, info: index + 1 })))
    const problems = problemsOf(found, infos, undefined)
    const shapes = areas.flatMap(({ area }, index) => shapesOf(area, index + 1, problems))
    const files = embeddedFiles(infos, problems).map(({ name, bytes, claimed }, index) => ({
      name: `${index + 1} ${name}`,
      bytes,
      note: claimed,
    }))
    const facts = factsOf(found)
    return openedRecords({
      format: 'Alert (CAP)',
      records: [
        {
          at: 'record 1',
          title: titleOf(found),
          fields: facts.map(({ name, value }) => ({ name, value })),
          member: null,
        },
        ...infos.map((info, index): EvidenceRecord => ({
          at: `information ${index + 1}`,
          title: nameOf(info),
          fields: fieldsOf([
            ...fieldsOfInfo.map(([name, say]) => [name, say(info)] as const),
            ['Description', textOf(info, 'description')],
            ['Instruction', textOf(info, 'instruction')],
            ['Language', textOf(info, 'language')],
          ]),
          member: null,
        })),
        ...areas.map(({ area, info }, index): EvidenceRecord => ({
          at: `area ${index + 1}`,
          title: textOf(area, 'areaDesc') ?? 'An area without a name',
          fields: fieldsOf([
            ['Of', `information ${info}`],
            ...['polygon', 'circle', 'altitude', 'ceiling'].map(
              (name) =>
                [
                  name,
                  childrenOf(area, name)
                    .map(({ text }) => text.trim())
                    .join('\n'),
                ] as const,
            ),
            [
              'geocode',
              childrenOf(area, 'geocode')
                .map((code) => `${textOf(code, 'valueName') ?? ''} ${textOf(code, 'value') ?? ''}`)
                .join('\n'),
            ],
          ]),
          member: null,
        })),
      ],
      shapes,
      facts,
      problems,
      files,
    })
  },
}

/** What an alert does: warns, updates, cancels (CAP 1.2, section 3.2.1). */
const titleOf = (found: Element): string =>
  [textOf(found, 'msgType') ?? 'Alert', textOf(found, 'status'), textOf(found, 'sent')].filter(Boolean).join(', ')

const factsOf = (found: Element): EvidenceFact[] =>
  found.children.flatMap(({ name, text, children }) =>
    children.length === 0 && text.trim() !== ''
      ? [{ name, value: text.trim().slice(0, 10_000), source: 'CAP alert' }]
      : [],
  )

/** Points of an edge that are drawn. */
const mostPoints = 5000

/** Polygons and circles of an area (CAP 1.2, section 3.2.4); one that is none is named. */
function shapesOf(area: Element, number: number, problems: string[]): Shape[] {
  const name = `area ${number}: ${textOf(area, 'areaDesc') ?? ''}`.slice(0, 300)
  const polygons = childrenOf(area, 'polygon').flatMap(({ text }): Shape[] => {
    const path = text.trim().split(/\s+/).map(pairIn)
    const real = path.filter((pair) => pair !== undefined)
    if (real.length < path.length || real.length < 4) {
      problems.push(`A polygon of area ${number} is none, and is not drawn.`)
      return []
    }
    const [first, last] = [real[0], real.at(-1)]
    if (first?.join() !== last?.join())
      problems.push(`A polygon of area ${number} is not closed: it does not end where it begins.`)
    if (real.length > mostPoints)
      problems.push(`A polygon of area ${number} has ${real.length} points; it is drawn with ${mostPoints}.`)
    return [{ name, kind: 'area', path: thinned(real, mostPoints), radius: null }]
  })
  const circles = childrenOf(area, 'circle').flatMap(({ text }): Shape[] => {
    const [middle = '', radius = ''] = text.trim().split(/\s+/)
    const pair = pairIn(middle)
    if (!pair || !/^\d{1,6}(?:\.\d+)?$/.test(radius)) {
      problems.push(`A circle of area ${number} is none, and is not drawn.`)
      return []
    }
    return [{ name, kind: 'circle', path: [pair], radius: Number(radius) * 1000 }]
  })
  return [...polygons, ...circles]
}

function pairIn(text: string): [number, number] | undefined {
  const [, a, b] = /^(-?\d{1,3}(?:\.\d{1,20})?),(-?\d{1,3}(?:\.\d{1,20})?)$/.exec(text) ?? []
  if (a === undefined || b === undefined || Math.abs(Number(a)) > 90 || Math.abs(Number(b)) > 180) return undefined
  return [Number(a), Number(b)]
}

/** So many of its points that are left, the first and the last among them. */
export function thinned<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points]
  const step = (points.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)]).filter(
    (point) => point !== undefined,
  )
}
