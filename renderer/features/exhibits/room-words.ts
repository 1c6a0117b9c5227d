import { plainly } from '../../ui/name.ts'
import { dayInWords } from '../../ui/time.ts'
import { words } from './catalogue.ts'
import type { RoomGroup } from './use-room.ts'

/** The name of a group, as its heading says it. */
export function groupInWords({ name }: RoomGroup): string {
  if (name.by === 'kind') return words.fileSorts[name.name]
  if (name.by === 'day') return dayInWords(name.name)
  if (name.by === 'person') return plainly(name.name)
  if (name.from === 'case') return words.addedByItself
  if (name.from === 'folder') return words.folderNamed(plainly(name.name))
  return name.from === 'report' ? words.cameWithNumber(name.name) : words.madeFromNumber(name.name)
}
