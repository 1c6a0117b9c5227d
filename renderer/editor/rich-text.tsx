import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import type { Input } from '../../shared/contract/contract.ts'
import { useReadingForm } from '../session/reading-form.ts'
import { leftInWords, preparePaste } from './paste.ts'
import { extensions, inputRules } from './schema.ts'
import { Toolbar } from './toolbar.tsx'
import { words } from './catalogue.ts'
import styles from './editor.module.css'

export type RichTextValue = Input<'note.save'>['body']

interface RichTextProps {
  label: string
  /** The text to begin with; later values are ignored, the editor holds the text. */
  start: RichTextValue
  /** Told at each change, with how the text is read: putting a long one together at each key would be felt. */
  onChange: (read: () => RichTextValue) => void
  className?: string | undefined
}

/** A text with headings, lists, quotes, tables, links and emphasis. What is pasted is kept to the letter. */
export function RichText({ label, start, onChange, className }: RichTextProps): ReactElement {
  const [said, setSaid] = useState<string[]>([])
  const onSaid = useRef(setSaid)
  const reading = useReadingForm()
  const editor = useEditor({
    extensions,
    editable: !reading,
    content: start,
    shouldRerenderOnTransaction: false,
    // Stars and underscores of what is pasted are its own: evidence is quoted to the letter.
    enablePasteRules: false,
    enableInputRules: inputRules,
    editorProps: {
      // Words of a case are for no dictionary that is fetched or asked elsewhere.
      attributes: {
        role: 'textbox',
        spellcheck: 'false',
        'aria-multiline': 'true',
        'aria-label': label,
        class: styles['rich-text'] ?? '',
      },
      transformPastedHTML: (html) => {
        const prepared = preparePaste(html)
        onSaid.current(prepared.said)
        return prepared.html
      },
      handlePaste: (_, event) => {
        const { files = null, types = [] } = event.clipboardData ?? {}
        const count = files?.length ?? 0
        // Programs put a picture of a table beside the table: then the words are what is meant.
        if (count === 0 || types.includes('text/html') || types.includes('text/plain')) return false
        onSaid.current([leftInWords([count === 1 ? words.file : words.filesCount(count)])])
        return true
      },
    },
  })
  useChanges(editor, onChange)
  useEffect(() => editor.setEditable(!reading, false), [editor, reading])
  return (
    <div className={clsx(styles.editor, className)}>
      <Toolbar editor={editor} />
      {said.length > 0 && (
        <div className={styles['editor-left']} role="status">
          <span>{said.join(' ')}</span>
          <Button variant="subtle" size="compact-sm" onClick={() => setSaid([])}>
            {words.dismiss}
          </Button>
        </div>
      )}
      <EditorContent editor={editor} className={styles['editor-page']} />
    </div>
  )
}

function useChanges(editor: Editor, onChange: RichTextProps['onChange']): void {
  useEffect(() => {
    const tell = (): void => {
      const { doc } = editor.state
      onChange(() => doc.toJSON() as RichTextValue)
    }
    editor.on('update', tell)
    return () => {
      editor.off('update', tell)
    }
  }, [editor, onChange])
}

/** The same text, only to be read. Its links show their address and lead nowhere. */
export function RichTextRead({ value, label }: { value: RichTextValue; label: string }): ReactElement {
  const editor = useEditor({
    extensions,
    content: value,
    editable: false,
    editorProps: {
      attributes: { role: 'document', 'aria-label': label, class: styles['rich-text'] ?? '', tabindex: '0' },
      handleDOMEvents: {
        click: (_, event) => {
          if (event.target instanceof Element && event.target.closest('a')) event.preventDefault()
          return false
        },
      },
    },
  })
  useEditorState({ editor, selector: () => null })
  return <EditorContent editor={editor} className={clsx(styles['editor-page'], styles.read)} />
}
