import type { Output } from '../../../shared/contract/contract.ts'

export type Mark = Output<'mark.list'>['items'][number]

/** Which marks of a case are listed; '' leaves out none. */
export interface MarkFilter {
  words: string
  label: string
  /** Name of the member who made the mark. */
  member: string
  /** Number of the exhibit. */
  exhibit: string
}

export const allMarks: MarkFilter = { words: '', label: '', member: '', exhibit: '' }

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** The marks that a filter leaves, in the order in which they came: each word stands somewhere in what a mark says or is of. */
export function filteredMarks(marks: readonly Mark[], { words, label, member, exhibit }: MarkFilter): Mark[] {
  const sought = folded(words)
    .split(/\s+/)
    .filter((word) => word !== '')
  return marks.filter((mark) => {
    if (label !== '' && !mark.labels.includes(label)) return false
    if (member !== '' && mark.madeBy !== member) return false
    if (exhibit !== '' && mark.exhibitNumber !== exhibit) return false
    const { number, fileName, at, why, comment, labels, madeBy } = mark
    const text = folded([number, fileName, at, why, comment, ...labels, madeBy].join('\n'))
    return sought.every((word) => text.includes(word))
  })
}

const inOrder = (texts: readonly string[]): string[] => [...new Set(texts)].sort((a, b) => a.localeCompare(b, 'en'))

/** What marks can be filtered by: their labels, who made them, and the exhibits that they are in, by number. */
export function choicesOf(marks: readonly Mark[]): {
  labels: string[]
  members: string[]
  exhibits: Map<string, string>
} {
  return {
    labels: inOrder(marks.flatMap(({ labels }) => labels)),
    members: inOrder(marks.map(({ madeBy }) => madeBy)),
    exhibits: new Map(marks.map(({ exhibitNumber, fileName }) => [exhibitNumber, fileName])),
  }
}
