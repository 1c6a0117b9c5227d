import { readComponents, unescape, type Component, type Property } from '../../../imports/reading/calendar.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf } from '../source.ts'
import { begins } from './calendar.ts'
import { openedRecords, type Records } from './records.ts'

const largest = 64 * 1024 * 1024
const mostFiles = 20_000

/** Properties by the names that people have for them (RFC 6350, RFC 2426, vCard 2.1). */
const names: Record<string, string> = {
  FN: 'Name',
  N: 'Name in its parts',
  NICKNAME: 'Nickname',
  ORG: 'Organisation',
  TITLE: 'Position',
  ROLE: 'Role',
  TEL: 'Telephone',
  EMAIL: 'E-mail',
  ADR: 'Address',
  LABEL: 'Address label',
  URL: 'Web',
  BDAY: 'Birthday',
  ANNIVERSARY: 'Anniversary',
  GENDER: 'Gender',
  NOTE: 'Note',
  IMPP: 'Messages',
  REV: 'Changed',
  CATEGORIES: 'Categories',
  GEO: 'Position on Earth',
  TZ: 'Zone',
  RELATED: 'Related',
  KIND: 'Kind',
  MEMBER: 'Member',
  PRODID: 'Made by',
}
const binary = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY'])

/** Cards of contacts (vCard 2.1, 3.0, 4.0), each with all of its properties; pictures and keys that they carry are members. */
export const contacts: Format = {
  reader: 'contacts 1',
  takes: ({ start }) => begins(start, 'VCARD'),
  open(source) {
    if (source.size > largest)
      throw new Unreadable('It is a file of contacts larger than 64 MiB, which is more than is read of one.')
    const { roots, problems } = readComponents(withoutGroups(wholeOf(source)))
    const cards = roots.filter(({ name }) => name === 'VCARD')
    if (cards.length === 0) throw new Unreadable('It begins like a card of a contact, and none can be read in it.')
    const found: Records = {
      format: 'Contacts',
      records: [],
      shapes: [],
      facts: [],
      problems: problems.map((one) => one.replace('calendar lines', 'lines of a card')),
      files: [],
    }
    for (const [index, card] of cards.entries()) addCard(card, index + 1, found)
    const versions = new Set(
      cards.flatMap(({ properties }) =>
        properties.flatMap(({ name, value }) => (name === 'VERSION' ? [value.trim()] : [])),
      ),
    )
    found.facts.push({ name: 'Contacts', value: String(cards.length), source: 'VCARD' })
    for (const version of versions) found.facts.push({ name: 'Version', value: version.slice(0, 100), source: 'VCARD' })
    return openedRecords(found)
  },
}

/** A text without the groups of properties (`item1.TEL`), which the form of calendars does not have; in UTF-16 as it stands. */
function withoutGroups(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  if (text.includes('\0')) return bytes
  return Buffer.from(text.replaceAll(/^[A-Za-z0-9-]{1,40}\.(?=[A-Za-z][A-Za-z0-9-]{1,40}[;:])/gm, ''), 'latin1')
}

function addCard(card: Component, number: number, into: Records): void {
  const fields: { name: string; value: string }[] = []
  let member: string | null = null
  for (const property of card.properties) {
    const { name, value } = property
    if (name === 'VERSION' || value.trim() === '') continue
    if (binary.has(name)) {
      const content = bytesOf(property)
      if (content === undefined)
        fields.push({ name: labelOf(property), value: `${value.trim().slice(0, 2000)} (not fetched)` })
      else if (into.files.length >= mostFiles)
        into.problems.push(
          `It carries more than ${mostFiles.toLocaleString('en')} pictures, sounds and keys; the rest were not taken out.`,
        )
      else {
        const path = `contact ${number} ${name.toLowerCase()}${into.files.length + 1}.${content.ending}`
        into.files.push({ name: path, bytes: content.bytes, note: `contact ${number}, ${name}` })
        fields.push({ name: labelOf(property), value: path })
        member ??= path
      }
      continue
    }
    if (name === 'GEO') {
      const [, latitude, longitude] =
        /^(?:geo:)?\s*(-?\d{1,3}(?:\.\d+)?)[;,]\s*(-?\d{1,3}(?:\.\d+)?)/i.exec(value.trim()) ?? []
      if (
        latitude !== undefined &&
        longitude !== undefined &&
        Math.abs(Number(latitude)) <= 90 &&
        Math.abs(Number(longitude)) <= 180
      )
        into.shapes.push({
          name: `contact ${number}`,
          kind: 'point',
          path: [[Number(latitude), Number(longitude)]],
          radius: null,
        })
    }
    fields.push({ name: labelOf(property), value: partsIn(name, value) })
  }
  const called =
    fields.find(({ name }) => name.startsWith('Name'))?.value ??
    fields.find(({ name }) => /^(?:Organisation|E-mail|Telephone)/.test(name))?.value
  into.records.push({ at: `contact ${number}`, title: called ?? 'A contact without a name', fields, member })
}

/** `Telephone (work, cell)`; properties without a name of ours by their own. */
function labelOf({ name, parameters }: Property): string {
  const types = [...parameters]
    .flatMap(([key, value]) =>
      key === 'TYPE' ? value.split(',') : value === '' && !/^(?:QUOTED-PRINTABLE|BASE64)$/.test(key) ? [key] : [],
    )
    .map((type) => type.trim().toLowerCase())
    .filter((type) => type !== '')
  return `${names[name] ?? name}${types.length === 0 ? '' : ` (${types.join(', ')})`}`
}

/** Parts of a name or an address, and lists, as people write them. */
const partsIn = (name: string, value: string): string =>
  (/^(?:N|ADR|ORG)$/.test(name)
    ? value
        .split(/(?<!\\);/)
        .map((part) => unescape(part).trim())
        .filter((part) => part !== '')
        .join(name === 'N' ? '; ' : ', ')
    : unescape(value)
  ).trim()

function bytesOf({ value, parameters }: Property): { bytes: Uint8Array; ending: string } | undefined {
  const data = /^data:([\w.+/-]{0,100})(?:;[\w=.-]{0,60})*;base64,(.*)$/is.exec(value.trim())
  const encoded = /^b(?:ase64)?$/i.test(parameters.get('ENCODING') ?? '') || parameters.has('BASE64')
  if (!data && !encoded) return undefined
  // Version 2.1 names a type without saying that it is one: `PHOTO;PNG;BASE64`.
  const said = [data?.[1], parameters.get('TYPE'), parameters.get('MEDIATYPE'), ...parameters.keys()].join(' ')
  const [kind = 'bin'] = /jpe?g|png|gif|webp|heic|mp3|ogg|pgp/.exec(said.toLowerCase()) ?? []
  const ending = kind === 'jpeg' ? 'jpg' : kind
  return { bytes: Uint8Array.from(Buffer.from((data?.[2] ?? value).replaceAll(/\s+/g, ''), 'base64')), ending }
}
