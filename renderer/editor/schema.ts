import { TableCell, TableHeader, TableKit } from '@tiptap/extension-table'
import { StarterKit } from '@tiptap/starter-kit'

/** A cell says its width itself: looked up for each cell in its table, it would take time by the square of the cells. */
const colwidth = {
  default: null,
  parseHTML: (cell: { getAttribute(name: string): string | null }) =>
    cell.getAttribute('colwidth')?.split(',').map(Number) ?? null,
}

/**
 * The nodes and marks of a note; the core checks a note against the same ones (`electron/core/casework/notebook/rich-text.ts`).
 * A link keeps its address and is never followed from here.
 */
export const extensions = [
  StarterKit.configure({
    link: { openOnClick: false, autolink: false, linkOnPaste: false, HTMLAttributes: { target: null, rel: null } },
  }),
  TableKit.configure({ table: { resizable: false }, tableCell: false, tableHeader: false }),
  ...[TableCell, TableHeader].map((cell) =>
    cell.extend({
      addAttributes() {
        return { ...this.parent?.(), colwidth }
      },
    }),
  ),
]

/**
 * What typing at the start of a line may turn into a heading, a list or a quote. Nothing that is typed within a line is
 * taken for a sign of formatting: `2 * 3 * 4` and `__init__` stay what they are.
 */
export const inputRules = ['heading', 'bulletList', 'orderedList', 'blockquote', 'horizontalRule', 'codeBlock']
