import exifr from 'exifr'
import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { whyNotOccurredAt, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { offsetZone } from '../../../../shared/kernel/zones.ts'
import { line, type ReadItem, type ReadOrder } from '../reading/reading.ts'

/** Pictures that cameras make. */
export const photoTypes = new Set(['image/jpeg', 'image/heic', 'image/heif', 'image/tiff', 'image/png', 'image/webp'])

type Tags = Record<string, unknown>

/**
 * A photo, with what it says about itself as proposals: a camera's clock may be wrong and its fields may be written by
 * anybody. Without fields, or with broken ones, the photo is imported all the same.
 */
export async function readPhoto(bytes: Buffer, { zone }: ReadOrder): Promise<ReadItem> {
  const problems: string[] = []
  const tags = await readTags(bytes, problems)
  const said = [timeProposal(tags, zone, problems), placeProposal(tags, problems), ...cameraProposals(tags)]
  const proposals = said.filter((one) => one !== undefined)
  if (proposals.length === 0 && problems.length === 0)
    problems.push('It says nothing of when, where or with what it was taken.')
  return {
    title: 'Photo',
    report: {
      channel: 'import',
      receivedAt: null,
      reporter: null,
      category: 'other',
      narrative: 'A photo, filed without words.',
    },
    proposals,
    parts: [],
    problems,
  }
}

async function readTags(bytes: Buffer, problems: string[]): Promise<Tags> {
  try {
    const tags: unknown = await exifr.parse(bytes, {
      tiff: true,
      exif: true,
      gps: true,
      interop: false,
      xmp: false,
      icc: false,
      iptc: false,
      jfif: false,
      makerNote: false,
      userComment: false,
      reviveValues: false,
      translateValues: false,
      mergeOutput: true,
    })
    if (typeof tags === 'object' && tags !== null) {
      const { errors } = tags as { errors?: unknown }
      if (errors !== undefined) problems.push('Some of what it says about itself is broken and was passed over.')
      return tags as Tags
    }
  } catch {
    problems.push('What it says about itself (EXIF) is broken; the photo is kept as it came.')
  }
  return {}
}

const text = (tags: Tags, name: string): string | undefined => {
  const value = tags[name]
  return typeof value === 'string' ? line(value.replaceAll('\0', '')) : undefined
}

function timeProposal(tags: Tags, zone: string, problems: string[]): Proposal | undefined {
  const [name, said] =
    [
      ['camera clock', text(tags, 'DateTimeOriginal')] as const,
      ['camera clock, when the picture was stored', text(tags, 'CreateDate')] as const,
      ['file’s own time of change', text(tags, 'ModifyDate')] as const,
    ].find(([, value]) => value !== undefined) ?? []
  if (name === undefined || said === undefined) return undefined
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(said)
  const offset = text(tags, 'OffsetTimeOriginal') ?? text(tags, 'OffsetTimeDigitized') ?? text(tags, 'OffsetTime')
  const value = parts ? `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}` : ''
  const stated: OccurredAt = { value, zone, precision: 'second' }
  if (whyNotOccurredAt(stated) !== undefined) {
    problems.push(`The camera’s clock says “${said}”, which is no date and time.`)
    return undefined
  }
  const known = offset === undefined ? undefined : withOffset(value, offset)
  const when = known ?? stated
  const says =
    known === undefined
      ? `${said}, zone not said; ${zone} is assumed`
      : `${said}, ${offset} from UTC as the camera was set`
  return { id: 'occurred', label: 'Taken at', says, source: name, sets: { occurredAt: when } }
}

/** A wall time at the fixed offset of a camera's setting. */
function withOffset(value: string, offset: string): OccurredAt | undefined {
  const [, sign = '+', hours, minutes = '00'] = /^(?:Z|([+-])(\d\d):?([0-5]\d))$/.exec(offset.trim()) ?? []
  if (hours === undefined) return offset.trim() === 'Z' ? { value, zone: 'UTC', precision: 'second' } : undefined
  const n = Number(hours) * 60 + Number(minutes)
  return n > 14 * 60 ? undefined : { value, zone: offsetZone(sign === '-' ? -n : n), precision: 'second' }
}

function placeProposal(tags: Tags, problems: string[]): Proposal | undefined {
  const { latitude, longitude } = tags
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
  const real = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  if (!real || (latitude === 0 && longitude === 0)) {
    problems.push('Its position is not one on Earth, or 0, 0; it is passed over.')
    return undefined
  }
  const place = { latitude: round(latitude), longitude: round(longitude) }
  const says = `${place.latitude}, ${place.longitude}`
  return { id: 'place', label: 'Taken where', says, source: 'camera’s GPS', sets: { place } }
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

const turns: Record<number, string> = {
  2: 'mirrored',
  3: 'turned by 180°',
  4: 'turned by 180° and mirrored',
  5: 'turned by 90° to the left and mirrored',
  6: 'to be turned by 90° to the right',
  7: 'turned by 90° to the right and mirrored',
  8: 'to be turned by 90° to the left',
}

function cameraProposals(tags: Tags): Proposal[] {
  const camera = line([text(tags, 'Make'), text(tags, 'Model')].filter(Boolean).join(' '), 200)
  const { Orientation: orientation } = tags
  const turn = typeof orientation === 'number' ? turns[orientation] : undefined
  return [
    ...(camera === undefined ? [] : [field('camera', 'Camera', camera)]),
    ...(turn === undefined ? [] : [field('orientation', 'Orientation', turn)]),
  ]
}

const field = (id: string, name: string, value: string): Proposal => ({
  id,
  label: name,
  says: value,
  source: 'camera',
  sets: { fields: { [name]: value } },
})
