import exifr from 'exifr'
import type { Proposal } from '../../../../shared/contract/exchange.ts'
import { line, type ReadItem, type ReadOrder } from '../reading/reading.ts'
import { timeProposals } from './clock.ts'
import { placeProposal } from './position.ts'
import { textOf, type Tags } from './tags.ts'

/** Pictures that cameras make. */
export const photoTypes = new Set(['image/jpeg', 'image/heic', 'image/heif', 'image/tiff', 'image/png', 'image/webp'])

/**
 * A photo, with what it says about itself as proposals: a camera's clock may be wrong and its fields may be written by
 * anybody. Without fields, or with broken ones, the photo is imported all the same.
 */
export async function readPhoto(bytes: Buffer, { zone, now }: Pick<ReadOrder, 'zone' | 'now'>): Promise<ReadItem> {
  const problems: string[] = []
  const tags = await readTags(bytes, problems)
  const said = [...timeProposals(tags, zone, now, problems), placeProposal(tags, problems), ...cameraProposals(tags)]
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
  const [make = '', model = ''] = [textOf(tags, 'Make'), textOf(tags, 'Model')]
  // Some makers begin the model with their own name.
  const named = model.toLowerCase().startsWith(`${make.toLowerCase()} `) ? model : `${make} ${model}`
  const camera = line(named, 200)
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
