import './editor.css'
import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { useEffect, type ReactElement } from 'react'
import type { Input } from '../../shared/contract/contract.ts'
import { Toolbar } from './toolbar.tsx'

export type RichTextValue = Input<'note.save'>['body']

/** The nodes and marks of a note. The core checks a note against the same ones. */
export const extensions = [StarterKit.configure({ link: false })]

interface RichTextProps {
  label: string
  /** The text to begin with; later values are ignored, the editor holds the text. */
  start: RichTextValue
  onChange: (value: RichTextValue) => void
}

/** A text with headings, lists, quotes and emphasis. */
export function RichText({ label, start, onChange }: RichTextProps): ReactElement {
  const editor = useEditor({
    extensions,
    content: start,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, class: 'rich-text' },
    },
  })
  useChanges(editor, onChange)
  return (
    <div className="editor">
      <Toolbar editor={editor} />
      <EditorContent editor={editor} className="editor-page" />
    </div>
  )
}

function useChanges(editor: Editor, onChange: (value: RichTextValue) => void): void {
  useEffect(() => {
    const tell = (): void => onChange(editor.getJSON() as RichTextValue)
    editor.on('update', tell)
    return () => {
      editor.off('update', tell)
    }
  }, [editor, onChange])
}

/** The same text, only to be read. */
export function RichTextRead({ value, label }: { value: RichTextValue; label: string }): ReactElement {
  const editor = useEditor({
    extensions,
    content: value,
    editable: false,
    editorProps: { attributes: { role: 'document', 'aria-label': label, class: 'rich-text', tabindex: '0' } },
  })
  useEditorState({ editor, selector: () => null })
  return <EditorContent editor={editor} className="editor-page read" />
}
