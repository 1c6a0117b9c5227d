import { Marked } from 'marked'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'

// The papers of a release as pages that any browser shows from the disk: Help opens them. No script, nothing from elsewhere.

const style = `
body { max-width: 60rem; margin: 2rem auto; padding: 0 1.25rem; font: 1rem/1.55 system-ui, sans-serif; color: #1d2125; background: #fff }
table { border-collapse: collapse; display: block; overflow-x: auto } th, td { border: 1px solid #c3c8ce; padding: .3rem .6rem; text-align: left; vertical-align: top }
code, pre { font-family: ui-monospace, monospace; font-size: .9em } pre { overflow-x: auto; padding: .75rem; background: #f2f4f6 } img { max-width: 100% }
a { color: #0b57a4 }
@media (prefers-color-scheme: dark) { body { color: #dfe3e7; background: #16191c } th, td { border-color: #454c54 } pre { background: #21262b } a { color: #7fb6f0 } }
@media print { body { margin: 0; max-width: none } }`

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src file: 'self'">
<meta name="viewport" content="width=device-width">
<title>${title} · Holdfast</title>
<style>${style}
</style>
</head>
<body>
${body}
</body>
</html>
`

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** An address inside of a page as the headings of the sources' host have it: letters, digits and hyphens. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** The papers of a release, by their path in the sources. */
const papersIn = (root: string): string[] => [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join('docs', path.replaceAll('\\', '/')))
    .filter((path) => path.endsWith('.md'))
    .sort(),
]

/** Writes the papers of a release into `out/papers`, each as a page, with a list of them in `index.html`. */
export function writePapers(root: string, into = join(root, 'out/papers')): void {
  rmSync(into, { recursive: true, force: true })
  const papers = papersIn(root)
  const titles = papers.map((paper) => {
    const text = readFileSync(join(root, paper), 'utf8')
    const title = escaped(/^# (.+)$/m.exec(text)?.[1] ?? paper)
    const to = join(into, paper.replace(/md$/, 'html'))
    mkdirSync(dirname(to), { recursive: true })
    writeFileSync(to, page(title, pageOf(text, paper, papers)))
    return `<li><a href="${paper.replace(/md$/, 'html')}">${title}</a></li>`
  })
  writeFileSync(join(into, 'index.html'), page('Documents', `<h1>Documents</h1>\n<ul>\n${titles.join('\n')}\n</ul>`))
  cpSync(join(root, 'docs/images'), join(into, 'docs/images'), { recursive: true })
  cpSync(join(root, 'LICENSE'), join(into, 'LICENSE'))
}

function pageOf(text: string, paper: string, papers: readonly string[]): string {
  const folder = posix.dirname(paper)
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text: words }) {
        return `<h${depth} id="${anchorOf(words)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      // A link to what is not among the papers is its words alone.
      link({ href, tokens }) {
        const words = this.parser.parseInline(tokens)
        const [path = '', anchor] = href.split('#', 2)
        const target = posix.join(folder, path)
        if (/^https?:/.test(href) || path === '' || target === 'LICENSE') return `<a href="${href}">${words}</a>`
        if (!papers.includes(target)) return words
        return `<a href="${path.replace(/md$/, 'html')}${anchor === undefined ? '' : `#${anchor}`}">${words}</a>`
      },
    },
  })
  return marked.parse(text, { async: false })
}
