import type { EvidenceMember } from '../../../../shared/contract/evidence/parts.ts'

/** A folder of an archive, with what lies in it and below. */
export interface Folder {
  name: string
  folders: Map<string, Folder>
  files: { member: EvidenceMember; name: string }[]
  /** Of all files in it and below: how many, their bytes as far as they are stated, and how many are encrypted. */
  count: number
  size: number
  encrypted: number
}

const empty = (name: string): Folder => ({ name, folders: new Map(), files: [], count: 0, size: 0, encrypted: 0 })

/** Folders deeper than this stand in one name. */
const deepest = 40

/** The members of an archive by the folders of their paths, as these are written: no path is followed or tidied. */
export function foldersOf(members: readonly EvidenceMember[]): Folder {
  const root = empty('')
  for (const member of members) {
    const parts = member.path.split('/')
    // A folder's own entry ends with its slash.
    const name = member.folder && parts.at(-1) === '' ? '' : (parts.pop() ?? '')
    if (member.folder && parts.at(-1) === '') parts.pop()
    const way = parts.length > deepest ? [...parts.slice(0, deepest), parts.slice(deepest).join('/')] : parts
    if (member.folder && name !== '') way.push(name)
    let folder = root
    const passed = [root]
    for (const part of way) {
      const known = folder.folders.get(part) ?? empty(part === '' ? '/' : part)
      folder.folders.set(part, known)
      folder = known
      passed.push(folder)
    }
    if (member.folder) continue
    folder.files.push({ member, name: name === '' ? member.path : name })
    for (const one of passed) {
      one.count += 1
      one.size += member.size ?? 0
      one.encrypted += member.encrypted ? 1 : 0
    }
  }
  return root
}
