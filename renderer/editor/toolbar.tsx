import { ActionIcon } from '@mantine/core'
import { useEditorState, type Editor } from '@tiptap/react'
import type { ReactElement } from 'react'
import { Icon, type IconName } from '../ui/icons.tsx'
import { words } from './catalogue.ts'
import styles from './editor.module.css'

interface Tool {
  name: string
  icon: IconName
  keys?: string
  active?: (editor: Editor) => boolean
  run: (editor: Editor) => void
}

const tools: Tool[] = [
  {
    get name() {
      return words.bold
    },
    icon: 'bold',
    keys: 'Ctrl B',
    active: (e) => e.isActive('bold'),
    run: (e) => e.chain().focus().toggleBold().run(),
  },
  {
    get name() {
      return words.italic
    },
    icon: 'italic',
    keys: 'Ctrl I',
    active: (e) => e.isActive('italic'),
    run: (e) => e.chain().focus().toggleItalic().run(),
  },
  {
    get name() {
      return words.strikeThrough
    },
    icon: 'strike',
    active: (e) => e.isActive('strike'),
    run: (e) => e.chain().focus().toggleStrike().run(),
  },
  {
    get name() {
      return words.heading
    },
    icon: 'heading',
    active: (e) => e.isActive('heading', { level: 2 }),
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    get name() {
      return words.bulletedList
    },
    icon: 'bullets',
    active: (e) => e.isActive('bulletList'),
    run: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    get name() {
      return words.numberedList
    },
    icon: 'numbers',
    active: (e) => e.isActive('orderedList'),
    run: (e) => e.chain().focus().toggleOrderedList().run(),
  },
  {
    get name() {
      return words.quote
    },
    icon: 'quote',
    active: (e) => e.isActive('blockquote'),
    run: (e) => e.chain().focus().toggleBlockquote().run(),
  },
  {
    get name() {
      return words.undo
    },
    icon: 'undo',
    keys: 'Ctrl Z',
    run: (e) => e.chain().focus().undo().run(),
  },
  {
    get name() {
      return words.redo
    },
    icon: 'redo',
    keys: 'Ctrl Shift Z',
    run: (e) => e.chain().focus().redo().run(),
  },
]

/** What can be done to the words under the cursor. */
export function Toolbar({ editor }: { editor: Editor }): ReactElement {
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => tools.map((tool) => tool.active?.(now) ?? null),
  })
  return (
    <div className={styles['editor-toolbar']} role="toolbar" aria-label={words.text}>
      {tools.map((tool, index) => (
        <ActionIcon
          key={tool.name}
          variant="subtle"
          aria-label={tool.name}
          title={tool.keys ? `${tool.name} (${tool.keys})` : tool.name}
          aria-pressed={tool.active ? (active[index] ?? false) : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => tool.run(editor)}
        >
          <Icon name={tool.icon} size={18} />
        </ActionIcon>
      ))}
    </div>
  )
}
