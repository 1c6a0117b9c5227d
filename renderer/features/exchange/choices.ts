import type { Input, Output } from '../../../shared/contract/contract.ts'
import type { ImportMap } from '../../../shared/contract/intake.ts'

export type PreviewFile = Output<'import.preview'>['files'][number]
export type PreviewItem = PreviewFile['items'][number]

/** What a person decided about one report of a file. */
export interface Choice {
  take: boolean
  category: PreviewItem['category']
  /** Ids of the proposals that are believed. None is until somebody says so. */
  accept: string[]
  narrative: string
}

export type Choices = Record<string, Choice>
/** For tables, by file: how columns become reports, once that is settled. */
export type Mappings = Record<string, ImportMap>

export const keyOf = ({ sha256 }: PreviewFile, { index }: PreviewItem): string => `${sha256 ?? ''} ${index}`

export const choiceOf = (choices: Choices, file: PreviewFile, item: PreviewItem): Choice =>
  choices[keyOf(file, item)] ?? {
    take: item.duplicate === null && item.namesake === null,
    category: item.category,
    accept: [],
    narrative: '',
  }

/** What is asked of the core for everything that is to be filed. */
export function wantedOf(
  files: readonly PreviewFile[],
  choices: Choices,
  mappings: Mappings,
): Input<'import.take'>['files'] {
  return files.flatMap((file) => {
    const { sha256, kind, items } = file
    if (sha256 === null) return []
    if (kind === 'table') {
      const map = mappings[file.file]
      return map ? [{ file: file.file, sha256, items: [], map }] : []
    }
    const taken = items.flatMap((item) => {
      const { take, category, accept, narrative } = choiceOf(choices, file, item)
      if (!take) return []
      return [{ index: item.index, category, accept, ...(narrative.trim() === '' ? {} : { narrative }) }]
    })
    return taken.length === 0 ? [] : [{ file: file.file, sha256, items: taken }]
  })
}

/** How many reports that would be; of tables nobody knows before they are read, so they are counted apart. */
export const countWanted = (wanted: Input<'import.take'>['files']): { reports: number; tables: number } => ({
  reports: wanted.reduce((sum, { items }) => sum + items.length, 0),
  tables: wanted.filter(({ map }) => map).length,
})
