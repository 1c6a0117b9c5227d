import { isInstant } from '../../../../shared/kernel/time.ts'
import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { cut, fieldsOf, line, Unreadable, type ReadItem } from '../reading/reading.ts'
import { childrenOf, parseXml, textOf, type Element } from '../reading/xml.ts'

const required = ['identifier', 'sender', 'sent', 'status', 'msgType', 'scope']
const requiredOfInfo = ['category', 'event', 'urgency', 'severity', 'certainty']

/** An alert of the Common Alerting Protocol 1.1 or 1.2. Nothing of it is left out in silence. */
export function readAlert(text: string): ReadItem {
  const alert = parseXml(text)
  if (alert.name !== 'alert') throw new Unreadable('It has no alert.')
  const infos = childrenOf(alert, 'info')
  const problems = problemsOf(alert, infos)
  const [first] = infos
  const sent = textOf(alert, 'sent')
  const sender = line((first && textOf(first, 'senderName')) ?? textOf(alert, 'sender'))
  // Unique within its sender only (CAP 1.2, section 3.2.1); in this order an alert refers to another.
  const number = line([textOf(alert, 'sender'), textOf(alert, 'identifier')].filter(Boolean).join(','), 500)
  const title =
    line((first && (textOf(first, 'headline') ?? textOf(first, 'event'))) ?? textOf(alert, 'note')) ?? 'Alert'
  const words = infos
    .map(inWords)
    .filter((one) => one !== '')
    .join('\n\n———\n\n')
  return {
    title,
    report: {
      channel: 'alert-feed',
      receivedAt: sent !== undefined && isInstant(sent) ? sent : null,
      reporter: sender === undefined ? null : { name: sender },
      category: 'travel',
      narrative: cut(words === '' ? title : words, 900_000),
      ...(number === undefined ? {} : { externalId: number }),
      fields: fieldsOf([
        ['Headline', first && textOf(first, 'headline')],
        ['Event', first && textOf(first, 'event')],
        ['Urgency', first && textOf(first, 'urgency')],
        ['Severity', first && textOf(first, 'severity')],
        ['Certainty', first && textOf(first, 'certainty')],
        ['Status', textOf(alert, 'status')],
        ['Message type', textOf(alert, 'msgType')],
        ['Scope', textOf(alert, 'scope')],
        ['Sent', sent],
        ['Effective', first && textOf(first, 'effective')],
        ['Onset', first && textOf(first, 'onset')],
        ['Expires', first && textOf(first, 'expires')],
        ['Refers to', textOf(alert, 'references')],
        ['Area', areas(infos, (area) => textOf(area, 'areaDesc'))],
        ['Polygons', areas(infos, (area) => texts(area, 'polygon'))],
        ['Circles', areas(infos, (area) => texts(area, 'circle'))],
        ['Geocodes', areas(infos, (area) => pairs(area, 'geocode'))],
        ['Version', versionOf(alert)],
      ]),
    },
    proposals: placeProposal(infos),
    parts: [],
    problems,
  }
}

function problemsOf(alert: Element, infos: readonly Element[]): string[] {
  const missing = required.filter((name) => textOf(alert, name) === undefined)
  const sent = textOf(alert, 'sent')
  const ofInfos = infos.flatMap((info, index) => {
    const lacking = requiredOfInfo.filter((name) => textOf(info, name) === undefined)
    const which = infos.length === 1 ? 'Its information' : `Information ${index + 1}`
    return lacking.length === 0 ? [] : [`${which} lacks ${lacking.join(', ')}.`]
  })
  return [
    ...(versionOf(alert) === undefined ? ['It does not say that it is CAP 1.1 or 1.2.'] : []),
    ...(missing.length === 0 ? [] : [`The alert lacks ${missing.join(', ')}, which every alert must have.`]),
    ...(sent !== undefined && !isInstant(sent) ? [`“${cut(sent, 80)}” is no time with its zone.`] : []),
    ...(infos.length === 0 ? ['It says nothing of an event: it has no information block.'] : []),
    ...(textOf(alert, 'status') === 'Actual' || missing.includes('status')
      ? []
      : [`Its status is ${cut(textOf(alert, 'status') ?? '', 40)}, not Actual: it may be an exercise or a test.`]),
    ...ofInfos,
  ]
}

/** `1.1` or `1.2`, from the namespace. */
const versionOf = (alert: Element): string | undefined => {
  const namespace = Object.entries(alert.attributes).find(
    ([name, value]) => name.startsWith('xmlns') && /:cap:/.test(value),
  )?.[1]
  return /^urn:oasis:names:tc:emergency:cap:(1\.[12])$/.exec(namespace ?? '')?.[1]
}

function inWords(info: Element): string {
  const language = textOf(info, 'language')
  return [
    textOf(info, 'headline') ?? textOf(info, 'event'),
    textOf(info, 'description'),
    textOf(info, 'instruction'),
    textOf(info, 'web'),
    textOf(info, 'contact'),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')
    .concat(language === undefined ? '' : `\n(${language})`)
}

const areas = (infos: readonly Element[], say: (area: Element) => string | undefined): string =>
  [...new Set(infos.flatMap((info) => childrenOf(info, 'area').flatMap((area) => say(area) ?? [])))].join('\n')

const texts = (area: Element, name: string): string | undefined =>
  childrenOf(area, name)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '')
    .join('\n') || undefined

const pairs = (area: Element, name: string): string | undefined =>
  childrenOf(area, name)
    .map((pair) => [textOf(pair, 'valueName'), textOf(pair, 'value')].filter(Boolean).join(': '))
    .filter((text) => text !== '')
    .join('\n') || undefined

function placeProposal(infos: readonly Element[]): Proposal[] {
  const [area] = infos.flatMap((info) => childrenOf(info, 'area'))
  const name = area && line(textOf(area, 'areaDesc'))
  if (name === undefined) return []
  return [{ id: 'place', label: 'Place', says: name, source: 'the alert’s own area', sets: { place: { name } } }]
}
