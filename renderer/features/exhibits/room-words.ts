import type { FileSort } from '../../../shared/contract/exhibit-room.ts'
import { plainly } from '../../ui/name.ts'
import { dayInWords } from '../../ui/time.ts'
import type { RoomQuestion } from '../evidence/index.ts'
import type { RoomGroup } from './use-room.ts'

export const groupWords: Record<RoomQuestion['group'], string> = {
  none: 'Not grouped',
  kind: 'By kind',
  person: 'By person',
  source: 'By source',
  day: 'By day',
}

export const sortWords: Record<RoomQuestion['sort'], string> = {
  number: 'Exhibit',
  name: 'File',
  kind: 'Type',
  size: 'Size',
  collected: 'Collected',
  recorded: 'Recorded',
  verified: 'Verified',
}

const fileSortWords: Record<FileSort, string> = {
  picture: 'Pictures',
  document: 'Documents',
  mail: 'E-mail',
  sound: 'Sound',
  video: 'Video',
  archive: 'Archives',
  text: 'Text and data',
  other: 'Other',
}

/** The name of a group, as its heading says it. */
export function groupInWords({ name }: RoomGroup): string {
  if (name.by === 'kind') return fileSortWords[name.name]
  if (name.by === 'day') return dayInWords(name.name)
  if (name.by === 'person') return plainly(name.name)
  if (name.from === 'case') return 'Added by itself'
  if (name.from === 'folder') return `Folder ${plainly(name.name)}`
  return name.from === 'report' ? `Came with ${name.name}` : `Made from ${name.name}`
}
