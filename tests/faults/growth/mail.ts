import { many, nested, utf8, type Family } from './making.ts'

const head = 'From: a@example.org\r\nTo: b@example.org\r\nSubject: s\r\nDate: Mon, 23 Nov 2026 06:42:00 -0500\r\n'

const mail =
  (type: string, begin: string, one: (n: number) => string, end = ''): Family['make'] =>
  (size) =>
    many(size, `${head}MIME-Version: 1.0\r\n${type}\r\n\r\n${begin}`, one, end)

const html = (begin: string, one: (n: number) => string): Family['make'] => mail('Content-Type: text/html', begin, one)

/** A text in thousands of versions, at each size below the number of parts at which a message is refused. */
const versions =
  (first: (size: number) => string, one: (n: number) => string): Family['make'] =>
  (size) =>
    many(
      size,
      `${head}MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\n${first(size)}\r\n`,
      (n) => `--b\r\nContent-Type: text/html\r\n\r\n${one(n)}${' '.repeat(size / 8000)}\r\n`,
      '--b--\r\n',
    )

export const mails: Family[] = [
  {
    name: 'mail: header fields',
    reads: 'file',
    make: (size) => many(size, head, (n) => `X-Field-${n}: v\r\n`, '\r\nhello\r\n'),
  },
  {
    name: 'mail: the same header field',
    reads: 'file',
    make: (size) =>
      many(size, head, () => 'Received: from a by b; Mon, 23 Nov 2026 06:42:00 -0500\r\n', '\r\nhello\r\n'),
  },
  {
    name: 'mail: one long header',
    reads: 'file',
    make: (size) => many(size, `${head}X-Long: `, () => 'word ', '\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: a header folded often',
    reads: 'file',
    make: (size) => many(size, `${head}X-Long: a\r\n`, () => ' b\r\n', '\r\nhello\r\n'),
  },
  {
    name: 'mail: a subject of white space',
    reads: 'file',
    make: (size) => many(size, `From: a@example.org\r\nSubject: a`, () => ' \t', 'b\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: recipients',
    reads: 'file',
    make: (size) =>
      many(size, `${head}Cc: a@example.org`, (n) => `,\r\n "N, ${n}" <n${n}@example.org>`, '\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: an address of quotes',
    reads: 'file',
    make: (size) => many(size, 'Subject: s\r\nFrom: ', () => '"', ' <a@example.org>\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: an address of brackets',
    reads: 'file',
    make: (size) => many(size, 'Subject: s\r\nFrom: ', () => '((<', '\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: groups',
    reads: 'file',
    make: (size) => many(size, 'Subject: s\r\nFrom: ', (n) => `g${n}: a@example.org; `, '\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: encoded words',
    reads: 'file',
    make: (size) =>
      many(size, `From: a@example.org\r\nSubject: `, () => '=?utf-8?q?w=C3=B6?=\r\n ', '\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: encoded words begun',
    reads: 'file',
    make: (size) => many(size, `From: a@example.org\r\nSubject: `, () => '=?utf-8?q?', '\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: base64 in pieces',
    reads: 'file',
    everyTime: true,
    make: mail('Content-Transfer-Encoding: base64', '', () => 'YQ=='),
  },
  {
    name: 'mail: parameters',
    reads: 'file',
    make: (size) => many(size, `${head}Content-Type: text/plain`, (n) => `;\r\n name*${n}*="a"`, '\r\n\r\nhello\r\n'),
  },
  {
    name: 'mail: comments in a date',
    reads: 'file',
    make: (size) =>
      many(
        size,
        'From: a@example.org\r\nSubject: s\r\nDate: Mon, 23 Nov 2026 ',
        () => '(',
        '06:42:00 -0500\r\n\r\nhello\r\n',
      ),
  },
  { name: 'mail: lines of text', reads: 'file', make: mail('Content-Type: text/plain', '', () => 'A line.\r\n') },
  { name: 'mail: one line of text', reads: 'file', make: mail('Content-Type: text/plain', '', () => 'word ') },
  { name: 'mail: empty lines', reads: 'file', make: mail('Content-Type: text/plain', '', () => '\r\n', 'end') },
  { name: 'mail: white space', reads: 'file', make: mail('Content-Type: text/plain', 'a', () => ' \t', 'end') },
  {
    name: 'mail: format=flowed',
    everyTime: true,
    reads: 'file',
    make: mail('Content-Type: text/plain; format=flowed', '', () => 'word \r\n'),
  },
  {
    name: 'mail: format=flowed, quoted',
    reads: 'file',
    make: mail('Content-Type: text/plain; format=flowed; delsp=yes', '', () => '>> word \r\n'),
  },
  { name: 'mail: quotation marks', reads: 'file', make: mail('Content-Type: text/plain', '', () => '>') },
  {
    name: 'mail: quoted-printable',
    reads: 'file',
    make: mail(
      'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable',
      '',
      () => '=C3=B6=\r\n',
    ),
  },
  {
    name: 'mail: quoted-printable, malformed',
    reads: 'file',
    make: mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable', '', () => '='),
  },
  {
    name: 'mail: quoted-printable, spaces',
    reads: 'file',
    make: mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable', 'a', () => '  ', '='),
  },
  {
    name: 'mail: base64',
    reads: 'file',
    make: mail('Content-Type: text/plain\r\nContent-Transfer-Encoding: base64', '', () => 'QUJDREVG\r\n'),
  },
  {
    name: 'mail: parts',
    reads: 'file',
    make: mail(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      (n) => `--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=f${n}\r\n\r\nx\r\n`,
      '--b--\r\n',
    ),
  },
  {
    name: 'mail: parts of text',
    reads: 'file',
    make: mail(
      'Content-Type: multipart/mixed; boundary=b',
      '',
      () => '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n',
      '--b--\r\n',
    ),
  },
  {
    name: 'mail: alternatives',
    reads: 'file',
    make: (size) =>
      utf8(
        `${head}MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${'word one. '.repeat(size / 20)}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>${'other two; '.repeat(size / 22)}</p>\r\n--b--\r\n`,
      ),
  },
  {
    name: 'mail: many versions',
    reads: 'file',
    everyTime: true,
    make: versions(
      () => 'one word',
      (n) => `<p>word${n} of version ${n}`,
    ),
  },
  {
    name: 'mail: many versions of a long text',
    reads: 'file',
    make: versions(
      (size) => 'a '.repeat(size / 4),
      () => '<p>a a',
    ),
  },
  {
    name: 'mail: versions within versions',
    reads: 'file',
    everyTime: true,
    make: (size) => {
      const [begins, ends] = [0, 1].map((end) =>
        Array.from({ length: 45 }, (_, n) =>
          end === 0
            ? `Content-Type: multipart/alternative; boundary=b${n}\r\n\r\n--b${n}\r\n\r\nword${n}\r\n--b${n}\r\n`
            : `\r\n--b${44 - n}--\r\n`,
        ).join(''),
      )
      return many(size, `${head}MIME-Version: 1.0\r\n${begins}\r\n`, (n) => `word${n % 999} `, ends)
    },
  },
  {
    name: 'mail: attached messages',
    reads: 'file',
    make: (size) =>
      mail(
        'Content-Type: multipart/digest; boundary=b',
        '',
        (n) => `--b\r\n\r\nFrom: a@example.org\r\nSubject: ${n}\r\n\r\n${'x'.repeat(size / 8000)}\r\n`,
        '--b--\r\n',
      )(size),
  },
  {
    name: 'mail: boundaries begun',
    reads: 'file',
    make: mail('Content-Type: multipart/mixed; boundary=b', '', () => '--b', '\r\n--b--\r\n'),
  },
  {
    name: 'mail: parts within parts',
    reads: 'file',
    make: (size) =>
      utf8(
        `${head}MIME-Version: 1.0\r\n${nested(
          size,
          (n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
          (n) => `--b${n}--\r\n`,
          '\r\nx\r\n',
        )}`,
      ),
  },
  {
    name: 'mail: messages within messages',
    reads: 'file',
    make: mail('Content-Type: message/rfc822', '', () => `From: a@example.org\r\nContent-Type: message/rfc822\r\n\r\n`),
  },
  {
    name: 'mail: uuencoded',
    reads: 'file',
    make: mail('Content-Type: text/plain', '', (n) => `begin 644 f${n}\r\n#0V%T\r\n\`\r\nend\r\n`),
  },
  {
    name: 'mail: PGP armour begun',
    reads: 'file',
    make: mail('Content-Type: text/plain', '', () => '-----BEGIN PGP MESSAGE-----\r\n'),
  },
  { name: 'html: white space', everyTime: true, reads: 'file', make: html('<p>a', () => ' \n\t') },
  { name: 'html: white space between words', reads: 'file', make: html('<p>', () => `a${' '.repeat(1000)}`) },
  { name: 'html: tags begun', reads: 'file', make: html('', () => '<a ') },
  { name: 'html: brackets', reads: 'file', make: html('', () => '<') },
  { name: 'html: comments begun', reads: 'file', make: html('', () => '<!--') },
  { name: 'html: scripts begun', reads: 'file', make: html('', () => '<script>') },
  { name: 'html: ends of styles', reads: 'file', make: html('<style>', () => '</styl') },
  { name: 'html: ampersands', reads: 'file', make: html('', () => '&') },
  { name: 'html: entities', reads: 'file', make: html('', () => '&amp;&#x41;&CounterClockwiseContourIntegral;') },
  { name: 'html: elements within elements', reads: 'file', make: html('', () => '<div>') },
  { name: 'html: hidden elements within', reads: 'file', make: html('', () => '<div style="display:none">x') },
  { name: 'html: paragraphs', reads: 'file', make: html('', () => '<p>x') },
  { name: 'html: lists within lists', reads: 'file', make: html('', () => '<ul><li>x') },
  { name: 'html: quotes within quotes', reads: 'file', make: html('', () => '<blockquote>x') },
  { name: 'html: cells', reads: 'file', make: html('<table><tr>', () => '<td>x') },
  { name: 'html: tables within tables', reads: 'file', make: html('', () => '<table><tr><td>x') },
  { name: 'html: links', reads: 'file', make: html('', (n) => `<a href="http://example.org/${n}">x</a>`) },
  { name: 'html: links within links', reads: 'file', make: html('', (n) => `<a href="http://example.org/${n}">x`) },
  { name: 'html: pictures', reads: 'file', make: html('', (n) => `<img src="cid:${n}" alt="x">`) },
  { name: 'html: attributes', reads: 'file', make: html('<p ', (n) => `a${n}=1 `) },
  { name: 'html: one attribute', reads: 'file', make: html('<p style="', () => 'display:block;') },
  { name: 'html: formatting left open', reads: 'file', make: html('', () => '<b><i>x</p>') },
  { name: 'html: ends without beginnings', reads: 'file', make: html('', () => '</div></b>') },
  { name: 'html: letters that are not shown', reads: 'file', make: html('', () => '&zwnj;&shy;\u200b') },
  {
    name: 'mailbox: messages',
    everyTime: true,
    reads: 'file',
    make: (size) =>
      many(
        size,
        '',
        (n) =>
          `From a@example.org Mon Nov 23 12:00:00 2026\nFrom: a@example.org\nSubject: s${n}\nMessage-ID: <${n}@x>\n\nx\n\n`,
      ),
  },
  {
    name: 'mailbox: borders in doubt',
    reads: 'file',
    make: (size) =>
      many(size, 'From a@example.org Mon Nov 23 12:00:00 2026\nFrom: a@example.org\n\nx\n\n', () => 'From here\n'),
  },
  {
    name: 'mailbox: lengths given',
    reads: 'file',
    make: (size) =>
      many(
        size,
        '',
        (n) =>
          `From a@example.org Mon Nov 23 12:00:00 2026\nFrom: a@example.org\nContent-Length: 900000\nSubject: s${n}\n\nx\n\n`,
      ),
  },
  {
    name: 'mailbox: one long From',
    reads: 'file',
    make: (size) =>
      many(size, 'From a@example.org Mon Nov 23 12:00:00 2026\nFrom: a@example.org\n\nx\n\nFrom ', () => 'a '),
  },
]
