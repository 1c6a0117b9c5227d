import { count } from '../../../../shared/kernel/show.ts'
import { isInstant } from '../../../../shared/kernel/time.ts'
import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { doubtOf } from '../reading/doubt.ts'
import { cut, fieldsOf, line, Unreadable, type ReadItem, type ReadOrder } from '../reading/reading.ts'
import { childrenOf, parseXml, textOf, type Element } from '../reading/xml.ts'
import { fieldOfAll, fieldsOfInfo, gravestFirst, namesOf, twiceIn, unknownIn, values } from './infos.ts'
import { embeddedFiles } from './resources.ts'

const required = ['identifier', 'sender', 'sent', 'status', 'msgType', 'scope']
const requiredOfInfo = ['category', 'event', 'urgency', 'severity', 'certainty']

/** Elements of an alert (CAP 1.2, section 3.2.1) that a field of the report holds. */
const fieldsOfAlert: readonly (readonly [field: string, element: string])[] = [
  ['Status', 'status'],
  ['Message type', 'msgType'],
  ['Scope', 'scope'],
  ['Restriction', 'restriction'],
  ['Addresses', 'addresses'],
  ['Source', 'source'],
  ['Codes', 'code'],
  ['Note', 'note'],
  ['Sent', 'sent'],
  ['Refers to', 'references'],
  ['Incidents', 'incidents'],
]
const namesOfAlert = new Set([...required, ...fieldsOfAlert.map(([, element]) => element), 'info', 'Signature'])

/**
 * An alert of the Common Alerting Protocol 1.1 or 1.2, with every one of its information blocks: the gravest gives the
 * title, and where they differ each says whose word it is. What is not among its fields is named.
 */
export function readAlert(text: string, { now }: Pick<ReadOrder, 'now'>): ReadItem {
  const { alert, wrapper } = alertIn(parseXml(text))
  const all = childrenOf(alert, 'info')
  const infos = gravestFirst(all)
  const [first] = infos
  const sent = textOf(alert, 'sent')
  const sender = line((first && textOf(first, 'senderName')) ?? textOf(alert, 'sender'))
  // Unique within its sender only (CAP 1.2, section 3.2.1); in this order an alert refers to another.
  const number = line([textOf(alert, 'sender'), textOf(alert, 'identifier')].filter(Boolean).join(','), 500)
  const headline =
    line((first && (textOf(first, 'headline') ?? textOf(first, 'event'))) ?? textOf(alert, 'note')) ?? 'Alert'
  const withdrawn = textOf(alert, 'msgType') === 'Cancel'
  const title = withdrawn ? (line(`Cancelled: ${headline}`) ?? headline) : headline
  const words = infos.map((info) => inWords(info, all)).filter((one) => one !== '')
  const problems = problemsOf(alert, all, now)
  if (wrapper !== undefined)
    problems.unshift(`It came inside of ${wrapper}; what that says itself is not taken over, and stays in the file.`)
  return {
    title,
    report: {
      channel: 'alert-feed',
      receivedAt: sent !== undefined && isInstant(sent) && doubtOf(Date.parse(sent), now) === undefined ? sent : null,
      reporter: sender === undefined ? null : { name: sender },
      category: 'travel',
      narrative: cut(words.length === 0 ? title : words.join('\n\n———\n\n'), 900_000),
      ...(number === undefined ? {} : { externalId: number }),
      fields: fieldsOf([
        ...fieldsOfInfo.map(([field, say]) => [field, fieldOfAll(infos, say, all)] as const),
        ...fieldsOfAlert.map(([field, element]) => [field, values(alert, element, '\n')] as const),
        ['Version', versionOf(alert)],
      ]),
    },
    proposals: placeProposal(infos),
    parts: embeddedFiles(infos, problems),
    problems,
  }
}

const wrappers: Record<string, string> = {
  feed: 'a feed (Atom)',
  entry: 'an entry of a feed (Atom)',
  rss: 'a feed (RSS)',
  EDXLDistribution: 'a distribution (EDXL-DE)',
  Envelope: 'an answer of a web service (SOAP)',
}

/** The alert of a document: its outermost element, or the only one that it wraps. Fails with Unreadable. */
export function alertIn(root: Element): { alert: Element; wrapper?: string } {
  if (root.name === 'alert') return { alert: root }
  const wrapper = wrappers[root.name] ?? `an element “${cut(root.name, 60)}”`
  const found: Element[] = []
  // What a wrapper says of namespaces counts inside of it.
  const waiting = [{ element: root, spaces: {} as Element['attributes'] }]
  let named = false
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    const { element } = one
    const own = Object.entries(element.attributes).filter(([name]) => name.startsWith('xmlns'))
    const spaces = own.length === 0 ? one.spaces : { ...one.spaces, ...Object.fromEntries(own) }
    const attributes = { ...spaces, ...element.attributes }
    named ||= Object.values(spaces).some((space) => /:cap:/.test(space))
    if (element.name === 'alert') found.push({ ...element, attributes })
    else for (const child of element.children) waiting.push({ element: child, spaces })
  }
  const [alert, ...more] = found
  if (alert && more.length === 0) return { alert, wrapper }
  if (alert)
    throw new Unreadable(
      `It is ${wrapper} with ${count(found.length, 'alert')} (CAP), and a file of alerts is read one alert at a time.`,
      'Save each alert as a file of its own, and import those.',
    )
  if (named || root.name === 'feed' || root.name === 'rss')
    throw new Unreadable(
      `It is ${wrapper} that names alerts and holds none (CAP).`,
      'Open the link of the alert, save the alert itself as a file, and import that.',
    )
  throw new Unreadable('This is XML, but neither an alert (CAP) nor a track (GPX).')
}

/** What is wrong with an alert, in words; `now`, the time of an import: what had run out by then, and what lies ahead of it. */
export function problemsOf(alert: Element, infos: readonly Element[], now: number | undefined): string[] {
  const missing = required.filter((name) => textOf(alert, name) === undefined)
  const sent = textOf(alert, 'sent')
  const doubt = sent !== undefined && isInstant(sent) ? doubtOf(Date.parse(sent), now ?? Infinity) : undefined
  const status = textOf(alert, 'status')
  const ofInfos = infos.flatMap((info, index) => {
    const lacking = requiredOfInfo.filter((name) => textOf(info, name) === undefined)
    const which = infos.length === 1 ? 'Its information' : `Information ${index + 1}`
    return lacking.length === 0 ? [] : [`${which} lacks ${lacking.join(', ')}.`]
  })
  const left = alert.children.map(({ name }) => name).filter((name) => !namesOfAlert.has(name))
  const unknown = [...new Set([...left, ...infos.flatMap(unknownIn)])]
  const twice = [...new Set([alert, ...infos].flatMap(twiceIn))]
  return [
    ...(versionOf(alert) === undefined ? ['It does not say that it is CAP 1.1 or 1.2.'] : []),
    ...(missing.length === 0 ? [] : [`The alert lacks ${missing.join(', ')}, which every alert must have.`]),
    ...(sent !== undefined && !isInstant(sent)
      ? [`“${cut(sent, 80)}” is no time with its zone: the time of the import is proposed instead.`]
      : []),
    ...(doubt === undefined
      ? []
      : [`It was sent at ${sent}, which ${doubt}: the time of the import is proposed instead.`]),
    ...(twice.length === 0
      ? []
      : [`It says more than one thing where it may say one (${twice.join(', ')}): the first is taken; see the file.`]),
    ...(infos.length === 0 ? ['It says nothing of an event: it has no information block.'] : []),
    ...(status === 'Actual' || status === undefined
      ? []
      : [`Its status is ${cut(status, 40)}, not Actual: it may be an exercise or a test.`]),
    ...messageProblems(alert),
    ...ofInfos,
    ...grades(infos),
    ...(now === undefined ? [] : expired(infos, now)),
    ...(childrenOf(alert, 'Signature').length > 0 ? ['It carries a signature, which was not checked.'] : []),
    ...(unknown.length === 0
      ? []
      : [`Not taken over, since CAP does not know it: ${cut(unknown.join(', '), 300)}. It stays in the file.`]),
  ]
}

/** An update or a cancellation means little without the alert that it changes. */
function messageProblems(alert: Element): string[] {
  const type = textOf(alert, 'msgType')
  const refers = textOf(alert, 'references')
  const says = { Cancel: 'cancels', Update: 'takes the place of', Ack: 'acknowledges', Error: 'rejects' }[type ?? '']
  if (says === undefined) return []
  const of = refers === undefined ? 'an earlier one, which it does not name' : cut(refers.replaceAll(/\s+/g, ' '), 400)
  return [`This alert ${says} ${of}.`]
}

/** Several grades in one alert are said before anybody reads one of them alone. */
function grades(infos: readonly Element[]): string[] {
  const said = infos.map(
    (info) => `${textOf(info, 'severity') ?? 'no severity'}, ${textOf(info, 'urgency') ?? 'no urgency'}`,
  )
  if (new Set(said).size < 2) return []
  const grade = new Map(infos.map((info, index) => [info, said[index] ?? ''] as const))
  const nameOf = namesOf(infos)
  const each = gravestFirst(infos).map((info) => `${nameOf(info)}: ${grade.get(info) ?? ''}`)
  return [`It has ${infos.length} information blocks of different grades: ${cut(each.join('; '), 1000)}.`]
}

/** Information that had run out before it was imported. */
function expired(infos: readonly Element[], now: number): string[] {
  const past = infos.filter((info) => {
    const until = textOf(info, 'expires')
    return until !== undefined && isInstant(until) && Date.parse(until) < now
  })
  if (past.length === 0) return []
  const last = past.map((info) => textOf(info, 'expires') ?? '').toSorted((a, b) => Date.parse(a) - Date.parse(b))
  return [
    past.length === infos.length
      ? `It had expired when it was imported (${last.at(-1) ?? ''}).`
      : `${past.length} of ${infos.length} information blocks had expired when it was imported: ${past.map(namesOf(infos)).join('; ')}.`,
  ]
}

/** `1.1` or `1.2`, from the namespace. */
const versionOf = (alert: Element): string | undefined => {
  const namespace = Object.entries(alert.attributes).find(
    ([name, value]) => name.startsWith('xmlns') && /:cap:/.test(value),
  )?.[1]
  return /^urn:oasis:names:tc:emergency:cap:(1\.[12])$/.exec(namespace ?? '')?.[1]
}

/** An information's own words; where there are several, with its grade, since a field says all of them. */
function inWords(info: Element, all: readonly Element[]): string {
  const language = textOf(info, 'language')
  const grade = ['severity', 'urgency', 'certainty'].flatMap((name) => {
    const value = textOf(info, name)
    return value === undefined ? [] : [`${name}: ${value}`]
  })
  return [
    textOf(info, 'headline') ?? textOf(info, 'event'),
    all.length > 1 && grade.length > 0
      ? `(${[...grade, values(info, 'responseType')].filter(Boolean).join(', ')})`
      : undefined,
    textOf(info, 'description'),
    textOf(info, 'instruction'),
    textOf(info, 'web'),
    textOf(info, 'contact'),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n')
    .concat(language === undefined ? '' : `\n(${language})`)
}

/** The areas of all information blocks: each is a part of where it is. */
function placeProposal(infos: readonly Element[]): Proposal[] {
  const areas = infos.flatMap((info) =>
    childrenOf(info, 'area').flatMap((area) => line(textOf(area, 'areaDesc')) ?? []),
  )
  const names = [...new Set(areas)]
  const name = line(names.join('; '), 500)
  if (name === undefined) return []
  const says = names.length === 1 ? name : `${names.length} areas: ${name}`
  return [{ id: 'place', label: 'Place', says, source: 'the alert’s own area', sets: { place: { name } } }]
}
