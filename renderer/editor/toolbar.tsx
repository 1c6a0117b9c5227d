import { ActionIcon } from '@mantine/core'
import { useEditorState, type Editor } from '@tiptap/react'
import type { ReactElement } from 'react'
import { Icon, type IconName } from '../ui/icons.tsx'
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
    name: 'Bold',
    icon: 'bold',
    keys: 'Ctrl B',
    active: (e) => e.isActive('bold'),
    run: (e) => e.chain().focus().toggleBold().run(),
  },
  {
    name: 'Italic',
    icon: 'italic',
    keys: 'Ctrl I',
    active: (e) => e.isActive('italic'),
    run: (e) => e.chain().focus().toggleItalic().run(),
  },
  {
    name: 'Strike through',
    icon: 'strike',
    active: (e) => e.isActive('strike'),
    run: (e) => e.chain().focus().toggleStrike().run(),
  },
  {
    name: 'Heading',
    icon: 'heading',
    active: (e) => e.isActive('heading', { level: 2 }),
    run: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: 'Bulleted list',
    icon: 'bullets',
    active: (e) => e.isActive('bulletList'),
    run: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    name: 'Numbered list',
    icon: 'numbers',
    active: (e) => e.isActive('orderedList'),
    run: (e) => e.chain().focus().toggleOrderedList().run(),
  },
  {
    name: 'Quote',
    icon: 'quote',
    active: (e) => e.isActive('blockquote'),
    run: (e) => e.chain().focus().toggleBlockquote().run(),
  },
  { name: 'Undo', icon: 'undo', keys: 'Ctrl Z', run: (e) => e.chain().focus().undo().run() },
  { name: 'Redo', icon: 'redo', keys: 'Ctrl Shift Z', run: (e) => e.chain().focus().redo().run() },
]

/** What can be done to the words under the cursor. */
export function Toolbar({ editor }: { editor: Editor }): ReactElement {
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => tools.map((tool) => tool.active?.(now) ?? null),
  })
  return (
    <div className={styles['editor-toolbar']} role="toolbar" aria-label="Text">
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
