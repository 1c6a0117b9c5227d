import { line } from '../reading/reading.ts'
import { childrenOf, textOf, type Element } from '../reading/xml.ts'

/** CAP 1.2, section 3.2.2, gravest first; what is none of them stands after all. */
const order = {
  severity: ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'],
  urgency: ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'],
  certainty: ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'],
} as const

const rank = (info: Element, name: keyof typeof order): number => {
  const at = (order[name] as readonly string[]).indexOf(textOf(info, name) ?? '')
  return at < 0 ? order[name].length : at
}

/** The information blocks of an alert, the gravest first; those that are equally grave as they stand in the file. */
export const gravestFirst = (infos: readonly Element[]): Element[] =>
  infos.toSorted(
    (a, b) =>
      rank(a, 'severity') - rank(b, 'severity') ||
      rank(a, 'urgency') - rank(b, 'urgency') ||
      rank(a, 'certainty') - rank(b, 'certainty'),
  )

/** What tells each information from the others: its headline or event, and its language where there are several. */
export function namesOf(infos: readonly Element[]): (info: Element) => string {
  const several = new Set(infos.map((one) => textOf(one, 'language'))).size > 1
  const names = new Map(
    infos.map((info, index) => {
      const name = line(textOf(info, 'headline') ?? textOf(info, 'event'), 200) ?? `information ${index + 1}`
      const language = textOf(info, 'language')
      return [info, language !== undefined && several ? `${name} [${language}]` : name] as const
    }),
  )
  return (info) => names.get(info) ?? ''
}

/** Elements of an information block (CAP 1.2, section 3.2.2) and the field that each fills, in the order of reading. */
export const fieldsOfInfo: readonly (readonly [field: string, say: (info: Element) => string | undefined])[] = [
  ['Headline', (info) => textOf(info, 'headline')],
  ['Event', (info) => textOf(info, 'event')],
  ['Category', (info) => values(info, 'category')],
  ['Urgency', (info) => textOf(info, 'urgency')],
  ['Severity', (info) => textOf(info, 'severity')],
  ['Certainty', (info) => textOf(info, 'certainty')],
  ['Response', (info) => values(info, 'responseType')],
  ['Audience', (info) => textOf(info, 'audience')],
  ['Effective', (info) => textOf(info, 'effective')],
  ['Onset', (info) => textOf(info, 'onset')],
  ['Expires', (info) => textOf(info, 'expires')],
  ['Event codes', (info) => pairs(info, 'eventCode')],
  ['Parameters', (info) => pairs(info, 'parameter')],
  ['Sender', (info) => textOf(info, 'senderName')],
  ['Web', (info) => textOf(info, 'web')],
  ['Contact', (info) => textOf(info, 'contact')],
  ['Resources', (info) => childrenOf(info, 'resource').map(resource).join('\n') || undefined],
  ['Area', (info) => ofAreas(info, (area) => textOf(area, 'areaDesc'))],
  ['Polygons', (info) => ofAreas(info, (area) => values(area, 'polygon', '\n'))],
  ['Circles', (info) => ofAreas(info, (area) => values(area, 'circle', '\n'))],
  ['Geocodes', (info) => ofAreas(info, (area) => pairs(area, 'geocode'))],
  ['Altitude', (info) => ofAreas(info, heights)],
]

/** Every element that an information block may have (CAP 1.2, section 3.2.2). */
const namesOfInfo = new Set(
  `language category event responseType urgency severity certainty audience eventCode effective onset expires senderName
   headline description instruction web contact parameter resource area`.split(/\s+/),
)

const several = new Set(
  ['category', 'responseType', 'eventCode', 'parameter', 'resource', 'area', 'code', 'info'].concat('Signature'),
)

/** Elements that an alert or an information block has once, and that stand in it with different texts. */
export const twiceIn = ({ children }: Element): string[] =>
  [...Map.groupBy(children, ({ name }) => name)]
    .filter(([name, all]) => !several.has(name) && new Set(all.map(({ text }) => text.trim())).size > 1)
    .map(([name]) => name)

/** Elements of an information block that CAP does not know, by name. */
export const unknownIn = (info: Element): string[] =>
  info.children.map(({ name }) => name).filter((name) => !namesOfInfo.has(name))

/**
 * One field of several information blocks: said once where all say the same, else with whose it is. Nothing where none
 * says it.
 */
export function fieldOfAll(
  infos: readonly Element[],
  say: (info: Element) => string | undefined,
  all: readonly Element[],
): string | undefined {
  const said = infos.map((info) => ({ info, text: say(info) }))
  const texts = new Set(said.map(({ text }) => text))
  if (texts.size === 1) return said[0]?.text
  const nameOf = namesOf(all)
  return said.flatMap(({ info, text }) => (text === undefined ? [] : [`${nameOf(info)}: ${text}`])).join('\n')
}

/** The texts of all children of a name, each once. */
export const values = (element: Element, name: string, between = ', '): string | undefined =>
  [...new Set(childrenOf(element, name).map(({ text }) => text.trim()))].filter((text) => text !== '').join(between) ||
  undefined

/** Name and value of all children of a name, one a line. */
export const pairs = (element: Element, name: string): string | undefined =>
  childrenOf(element, name)
    .map((pair) => [textOf(pair, 'valueName'), textOf(pair, 'value')].filter(Boolean).join(': '))
    .filter((text) => text !== '')
    .join('\n') || undefined

const ofAreas = (info: Element, say: (area: Element) => string | undefined): string | undefined =>
  [...new Set(childrenOf(info, 'area').flatMap((area) => say(area) ?? []))].join('\n') || undefined

/** CAP 1.2, section 3.2.4: feet above mean sea level; a ceiling only with an altitude. */
function heights(area: Element): string | undefined {
  const [altitude, ceiling] = [textOf(area, 'altitude'), textOf(area, 'ceiling')]
  if (altitude === undefined && ceiling === undefined) return undefined
  const of = line(textOf(area, 'areaDesc'), 200)
  const range = [altitude, ceiling].filter((one) => one !== undefined).join(' to ')
  return `${of === undefined ? '' : `${of}: `}${range} ft above sea level`
}

const resource = (element: Element): string =>
  [
    line(textOf(element, 'resourceDesc'), 500) ?? 'unnamed',
    textOf(element, 'mimeType'),
    textOf(element, 'size') && `${textOf(element, 'size')} bytes`,
    textOf(element, 'uri'),
    textOf(element, 'digest') && `SHA-1 ${textOf(element, 'digest')}`,
    textOf(element, 'derefUri') && 'content in the alert itself',
  ]
    .filter(Boolean)
    .join(', ')
