import { Checkbox, NativeSelect, Popover, Button, SegmentedControl, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { useKeys } from '../../session/keys.ts'
import { Icon } from '../../ui/icons.tsx'
import { bytes } from '../../ui/words.ts'
import type { RoomQuestion } from '../evidence/index.ts'
import { words } from './catalogue.ts'
import { MarkFields } from './mark-fields.tsx'
import { choosable, columnTitle, type ColumnName } from './room-cells.tsx'
import type { Marks } from './use-marks.ts'
import type { Room } from './use-room.ts'
import styles from './room.module.css'

const layouts = ['list', 'grid', 'marks'] as const
export type Layout = (typeof layouts)[number]

interface RoomFieldsProps {
  room: Room
  question: RoomQuestion
  onQuestion: (next: RoomQuestion) => void
  layout: Layout
  columns: readonly ColumnName[]
  onColumns: (next: ColumnName[]) => void
}

interface RoomBarProps extends RoomFieldsProps {
  onLayout: (next: Layout) => void
  marks: Marks
}

const optionsOf = <K extends string>(words: Record<K, string>): { value: K; label: string }[] =>
  Object.entries<string>(words).map(([value, label]) => ({ value: value as K, label }))

/** How the exhibits are shown: which of them or of their marks, put together and in order by what, as a list, a grid or marks. */
export function RoomBar({ onLayout, marks, ...fields }: RoomBarProps): ReactElement {
  const { layout } = fields
  useKeys(words.evidence, [
    {
      key: 'v',
      says: words.keyShown,
      run: () => onLayout(layouts[(layouts.indexOf(layout) + 1) % layouts.length] ?? 'list'),
    },
  ])
  return (
    <div className={styles.bar} role="search" aria-label={layout === 'marks' ? words.marksShown : words.exhibitsShown}>
      {layout === 'marks' ? <MarkFields marks={marks} /> : <RoomFields {...fields} />}
      <SegmentedControl
        aria-label={words.shownAs}
        value={layout}
        onChange={(next) => onLayout(next)}
        data={[
          { value: 'list', label: <Shown icon="list" says={words.list} /> },
          { value: 'grid', label: <Shown icon="tiles" says={words.grid} /> },
          { value: 'marks', label: <Shown icon="mark" says={words.marks} /> },
        ]}
      />
    </div>
  )
}

function RoomFields(props: RoomFieldsProps): ReactElement {
  const { room, question, onQuestion, layout, columns, onColumns } = props
  const [typed, setTyped] = useState(question.words)
  const [told] = useDebouncedValue(typed, 150)
  const field = useRef<HTMLInputElement>(null)
  const ask = useRef<(next: string) => void>(() => undefined)
  useEffect(() => {
    ask.current = (next) => {
      if (next !== question.words) onQuestion({ ...question, words: next })
    }
  })
  useEffect(() => {
    ask.current(told)
  }, [told])
  useKeys(words.evidence, [{ key: '/', says: words.keyFilterExhibits, run: () => field.current?.focus() }])
  return (
    <>
      <TextInput
        ref={field}
        className={styles.filter}
        aria-label={words.filterExhibits}
        placeholder={words.filterExhibitsBy}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return
          event.stopPropagation()
          setTyped('')
        }}
      />
      <NativeSelect
        aria-label={words.groupExhibits}
        data={optionsOf(words.groups)}
        value={question.group}
        onChange={(event) => onQuestion({ ...question, group: event.currentTarget.value as RoomQuestion['group'] })}
      />
      {layout === 'grid' && (
        <NativeSelect
          aria-label={words.orderExhibits}
          data={optionsOf(words.sorts).map((one) => ({ ...one, label: words.inOrderOf(one.label.toLowerCase()) }))}
          value={question.sort}
          onChange={(event) => onQuestion({ ...question, sort: event.currentTarget.value as RoomQuestion['sort'] })}
        />
      )}
      {layout === 'list' && (
        <Popover position="bottom-start">
          <Popover.Target>
            <Button variant="subtle">{words.columns}</Button>
          </Popover.Target>
          <Popover.Dropdown>
            <Checkbox.Group value={[...columns]} onChange={(next) => onColumns(next)} label={words.columns}>
              {choosable.map((name) => (
                <Checkbox key={name} value={name} label={columnTitle(name)} mt={6} />
              ))}
            </Checkbox.Group>
          </Popover.Dropdown>
        </Popover>
      )}
      <span className={`${styles.sum} quiet`} role="status">
        {room.order && words.exhibitsOfSize({ exhibits: room.order.length, size: bytes(room.bytes) })}
      </span>
    </>
  )
}

const Shown = ({ icon, says }: { icon: 'list' | 'tiles' | 'mark'; says: string }): ReactElement => (
  <span title={says} style={{ display: 'grid' }}>
    <Icon name={icon} size={16} />
    <VisuallyHidden>{says}</VisuallyHidden>
  </span>
)
