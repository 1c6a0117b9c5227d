import { catalogue, numeral, plural, say } from '../../../shared/kernel/catalogue.ts'
import type { ReactNode } from 'react'
import { rich } from '../../ui/rich.tsx'

export const words = catalogue({
  skipped: (many: number) =>
    plural(many, {
      one: '# file skipped: it is not a regular file',
      other: '# files skipped: they are not regular files',
    }),
  list: 'List',
  grid: 'Grid',
  marks: 'Marks',
  keyShown: 'list, grid or marks',
  keyFilterMarks: 'filter the marks',
  marksShown: 'Marks shown',
  filterMarks: 'Filter marks',
  filterMarksBy: 'Filter by words, file, place',
  byLabel: 'Label',
  byMember: 'Marked by',
  byExhibit: 'Exhibit',
  anyLabel: 'Any label',
  anyMember: 'Marked by anyone',
  anyExhibit: 'In any exhibit',
  many: (marks: number) => plural(marks, { one: '# mark', other: '# marks' }),
  someOf: ({ shown, all }: { shown: number; all: number }) =>
    say`${numeral(shown)} of ${plural(all, { one: '# mark', other: '# marks' })}`,
  marksNotRead: 'The marks could not be read',
  theMarks: 'the marks',
  marksOfCase: 'Marks of the case',
  wholeExhibit: 'the whole exhibit',
  made: ({ number, by, at }: { number: string; by: string; at: ReactNode }) => rich`${number} · marked by ${by}, ${at}`,
  changed: ({ by, at }: { by: string; at: ReactNode }) => rich`changed by ${by}, ${at}`,
  asOfNow: 'Marks are shown as they stand now, not as they stood at the moment that is shown.',
  showMore: 'Show more',
  showAll: 'Show all marks',
  noneLikeThis: 'No mark of this case has all of this.',
  noneYet:
    'No mark yet. Open an exhibit and mark a place in it: say why it matters, put labels on it, leave a comment. The marks of all exhibits of the case are listed here, and each opens at its place.',
})
