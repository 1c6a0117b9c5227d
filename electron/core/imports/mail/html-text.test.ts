import { describe, expect, it } from 'vitest'
import { htmlToText } from './html-text.ts'

const text = (html: string): string => htmlToText(html).text
const problems = (html: string): string => htmlToText(html).problems.join('\n')

describe('words of HTML', () => {
  it.each<[what: string, html: string, words: string]>([
    [
      'entities of the whole table',
      'M&uuml;ller &Eacute;&eacute; &frac12; &sup2; &rarr; &NotEqualTilde; &#8222;&#x201C;',
      'Müller Éé ½ ² → ≂̸ „“',
    ],
    ['numbers of Windows-1252', '&#147;I&#146;ll&#148;', '“I’ll”'],
    ['an entity once', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['a sign that is no tag', '5 < 6 & 7', '5 < 6 & 7'],
    [
      'struck words',
      'on <s>Monday</s> <del>or</del> <span style="text-decoration: line-through red">Tuesday</span>',
      'on [struck out: Monday] [struck out: or] [struck out: Tuesday]',
    ],
    [
      'rows and empty cells',
      '<table><tr><th>When</th><th>No</th><th>Where</th></tr><tr><td><p>06:10</p></td><td></td><td>Gate 3</td></tr></table>',
      'When | No | Where\n06:10 |  | Gate 3',
    ],
    ['cells whose ends are left out', '<table><tr><td>a<td>b<tr><td>c<td>d</table>', 'a | b\nc | d'],
    [
      'raised and lowered words',
      'room 2<sup>3</sup>, H<sub>2</sub>O, the 23<sup>rd</sup>',
      'room 2^(3), H_(2)O, the 23rd',
    ],
    ['lists', '<ol start=3><li>one<li>two<ul><li>sub</ul></ol>', '3. one\n4. two\n  - sub'],
    ['quotations', 'new<blockquote>old<blockquote>older</blockquote></blockquote>', 'new\n\n> old\n>\n> > older'],
    ['preformatted lines', '<pre>a\n  b</pre>', 'a\n  b'],
    ['paragraphs and line ends', '<p>a</p><p>b<br>c<br><br>d</p>', 'a\n\nb\nc\n\nd'],
    ['the description of a picture', '<img src=cid:1 alt="the van">', '[image: the van]'],
    ['a link whose words are its address', '<a href="https://www.example.org/">example.org</a>', 'example.org'],
    [
      'a link whose words are not',
      '<a href="https://example.org/x?a=1&amp;b=2">here</a>',
      'here <https://example.org/x?a=1&b=2>',
    ],
    ['nothing of scripts and styles', 'a<script>b("<p>")</script><style>p{}</style>c', 'ac'],
    ['a text that ends in a tag', 'words <b', 'words'],
  ])('%s', (_, html, words) => expect(text(html)).toBe(words))

  it.each([
    ['display', '<p style="display: none !important">secret</p>'],
    ['a class', '<style>.x, p.y { display:none }</style><p class="a x">secret</p>'],
    ['visibility', '<p style="visibility:hidden">secret</p>'],
    ['size', '<p style="font-size:0px">secret</p>'],
    ['white on white', '<p style="color:#FFFFFF">secret</p>'],
    [
      'the colour of its cell',
      '<table><tr><td bgcolor="#102030"><font color="#112030">secret</font></td></tr></table>',
    ],
    ['opacity', '<p style="opacity:0">secret</p>'],
    ['a box without a height', '<div style="max-height:0;overflow:hidden">secret</div>'],
    ['a place off the screen', '<div style="position:absolute;left:-9999px">secret</div>'],
    ['Outlook', '<p style="mso-hide:all">secret</p>'],
    ['its attribute', '<p hidden>secret</p>'],
  ])('that are hidden by %s are kept, marked and named', (_, html) => {
    expect(text(`seen${html}seen too`)).toBe(
      `seen\n\n[hidden: secret]\n\nseen too`.replaceAll('\n\n', html.startsWith('<div') ? '\n' : '\n\n'),
    )
    expect(problems(html)).toContain('words that its reader does not see; they are kept and marked: “secret”')
  })
  it('that are seen are not marked', () => {
    const seen =
      '<style>@media print{p{display:none}}</style><div style="font-size:0"><span style="font-size:12px">a</span></div><table bgcolor=black><tr><td style="color:white">b</td></tr></table><div style="background:url(x.png);color:#fff">c</div>'
    expect(text(seen)).toBe('a\n\nb\n\nc')
    expect(problems(seen)).toBe('')
  })
  it('in comments, links that mislead and signs of no width are named', () => {
    expect(problems('<!-- not for you -->x<!--[if mso]><p>for Outlook</p><![endif]-->')).toContain(
      '“not for you … for Outlook”',
    )
    expect(problems('<a href="http://evil.example">www.bank.example</a>')).toBe(
      'A link shows www.bank.example and leads to evil.example.',
    )
    expect(problems('<a href="mailto:x@evil.example">boss@example.org</a>')).toContain(
      'A link shows boss@example.org and writes to x@evil.example',
    )
    expect(problems('<a href="javascript:go()">go</a>')).toContain('javascript:go()')
    expect(problems('k\u200bill')).toContain('no width')
    expect(problems('\u202ecod.exe')).toContain('direction of writing')
  })
  it('take time in proportion to their length', () => {
    const cost = (html: string): number => {
      const from = process.cpuUsage()
      htmlToText(html)
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1e6
    }
    for (const bit of [
      '<div>',
      '<div></p>',
      '<table><tr><td>',
      '<blockquote>x',
      '<',
      '&a',
      '<a b=c ',
      ' \n',
      '<!--',
      '<s>a</s>b',
      '<p><table><b>',
    ])
      expect([bit, cost(bit.repeat(1_000_000 / bit.length)) < 5]).toEqual([bit, true])
  })
})
