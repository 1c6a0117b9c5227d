import { base64, date, head, part, parts } from './mail-text.ts'
import { bytesOf, made, type Made } from './made.ts'

/** Mails whose letters, names, dates or words are written in odd ways. */
export const words: Made[] = [
  made(
    'encoded-words.eml',
    `From: "=?UTF-8?Q?M=C3=BCller=2C_J=C3=BCrgen?=" <j@example.org>
To: =?utf-8*de?q?Gr=C3=BC=C3=9Fe?= <g@example.org>,
 =?ISO-2022-JP?B?GyRCRURDZhsoQg==?= <t@example.org>
Cc: (=?UTF-8?Q?im_Kommentar?=) k@example.org
Subject: =?UTF-8?B?VMO8?= =?UTF-8?B?cg==?=:=?utf-8?q?_=E2=82?=
 =?utf-8?q?=AC_50?= a=?utf-8?Q?b?= =?unknown-8bit?Q?=E9?= =?UTF-8?Q?two words?=
${date}
Message-ID: <4@example.org>

x
`,
  ),
  made(
    'attachment-names.eml',
    head('Names', 'Content-Type: multipart/mixed; boundary=b\n') +
      '\n' +
      parts(
        'b',
        part('Content-Type: text/plain', 'Names.'),
        ...[
          "filename*0*=UTF-8''%E2%82; filename*1*=%AC%20bill; filename*2=.pdf",
          "filename*=''plain%20name.pdf",
          "filename*=UTF-8''%41%22quoted%22.pdf",
          "filename*=iso-8859-15''%A4uro.pdf",
          'filename="=?ISO-8859-1?Q?Gr=FC=DFe?= an =?UTF-8?B?8J+Uqw==?=.pdf"',
          'filename="fallback.pdf"; filename*=UTF-8\'\'w%C3%A4hlt.pdf',
          'filename=un quoted (1).pdf',
          'filename="line\n folded.pdf"',
          "filename*=UTF-8'en'100%25.pdf",
          'filename="semi;colon.pdf"',
        ].map((name) => part(`Content-Type: application/pdf\nContent-Disposition: attachment; ${name}`, name)),
      ),
  ),
  bytesOf(
    'korean-outlook.eml',
    head(
      '=?ks_c_5601-1987?B?vcXDu8ft?=',
      'Content-Type: text/plain; charset="ks_c_5601-1987"\nContent-Transfer-Encoding: 8bit\n',
    ) + '\n\xb1\xd7\xb0\xa1 \xb9\xae \xbe\xd5\xbf\xa1 \xbc\xad \xc0\xd6\xbe\xfa\xb4\xd9. \x8c\x63\n',
  ),
  bytesOf(
    'japanese-half-width.eml',
    head(
      '=?iso-2022-jp?B?GyRCNjxHdxsoQg==?=',
      'Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: 7bit\n',
    ) + '\n\x1b$B%F%9%H\x1b(B \x1b(I6@6E\x1b(B \x1b$B-!\x1b(B\n',
  ),
  bytesOf(
    'hebrew-windows.eml',
    head(
      '=?windows-1255?B?+ezl7Q==?=',
      'Content-Type: text/plain; charset="windows-1255"\nContent-Transfer-Encoding: 8bit\n',
    ) + '\n\xe4\xe5\xe0 \xf2\xee\xe3 \xec\xe9\xe3 \xe4\xf9\xf2\xf8.\n',
  ),
  made(
    'utf7.eml',
    head('x', 'Content-Type: text/plain; charset=unicode-1-1-utf-7\n') + '\nSe+APE-or N+APoA8Q-ez +- more\n',
  ),
  made(
    'quoted-printable-odd.eml',
    head('QP', 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: Quoted-Printable \n') +
      '\ncaf=c3=a9 soft=  \nbreak =3D 5=\n',
  ),
  made(
    'boundary-is-start-of-another.eml',
    head('B', 'Content-Type: multipart/mixed; boundary="b"\n') +
      '\n' +
      `--b  \nContent-Type: multipart/alternative; boundary="b1"\n\n--b1\nContent-Type: text/plain\n\nplain\n--b1\nContent-Type: text/html\n\n<p>plain</p>\n--b1--\n\n--b\nContent-Type: application/octet-stream; name=x.bin\nContent-Transfer-Encoding: binary\n\n--b is not alone on its line\n--bb\n\n--b--\n`,
  ),
  made(
    'transfer-encodings-misspelled.eml',
    head('T', 'Content-Type: multipart/mixed; boundary="t"\n') +
      '\n' +
      parts(
        't',
        part('Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8-bit', 'ü as it is'),
        part('Content-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: "base64"', 'JVBERi0='),
        part(
          'Content-Type: application/pdf; name=b.pdf\nContent-Transfer-Encoding: base64 (as it says)',
          'JVBE\n\nRi0=\n',
        ),
      ),
  ),
  made(
    'dates-of-long-ago.mbox',
    [
      '14 Oct 26 09:12 EDT',
      'Wed, 14 Oct 2026 15:12:44 +0200 (Mitteleuropäische Sommerzeit)',
      'Wed, 14 Oct 2026 09:12:44 A',
      'Wed, 14 Oct 2026 13:12:44 -0000',
      'Wed Oct 14 15:12:44 CEST 2026',
      'Wednesday, October 14, 2026 9:12 AM',
      '2026-10-14T15:12:44.123+02:00',
      'Mi, 14 Okt 2026 15:12:44 +0200',
    ]
      .map(
        (one, index) =>
          `From - Wed Oct 14 13:13:00 2026\nFrom: d${index}@example.org\nSubject: ${one.replaceAll(/[^ -~]/g, '?')}\nDate: ${one}\n\nx\n\n`,
      )
      .join(''),
    '\n',
  ),
  made(
    'hidden-in-html.eml',
    head('H', 'Content-Type: text/html; charset=utf-8\n') +
      `
<html><head><title>t</title><style>.h{display:none} .w{color:white}</style></head><body>
<p>Seen.</p><p class="h">class hides it</p><p style="visibility:hidden">not visible</p><p style="font-size:0px">size zero</p>
<p style="opacity:0">clear as glass</p><p style="position:absolute;left:-9999px">off the page</p><p style="color:#FFF;background:#ffffff">white on white</p>
<p hidden>hidden by word</p><!-- a comment that says something --><del>struck</del> <ins>added</ins>
<a href="https://evil.example/login">https://bank.example/</a> <img src="cid:x" alt="a knife"><input type="hidden" value="secret"><template>templated</template>
<p>A&NotEqualTilde;B &#x1F52B; &#128; &ampsect; caf&eacute &notit;</p><pre>a
  b</pre></body></html>
`,
  ),
  made(
    'list-footer-in-base64.eml',
    head('Words', 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n') +
      `\n${base64('Grüße: wir sehen dich')}
_______________________________________________
neighbours mailing list
neighbours@example.org
`,
  ),
  made(
    'enriched.eml',
    head('Words', 'Content-Type: text/enriched; charset=us-ascii\n') +
      '\n<bold>I see</bold>\nyou <<at the gate>\n\n<color><param>red</param>red</color>\n\n\nend\n',
  ),
  made('mark-after-blank-lines.eml', `\n\n\ufeff${head('Saved by a script')}\nHe waited.\n`),
  made(
    'blank-before-colons.eml',
    `From : Dana Reyes <dana@example.org>\nSubject : As in 1982\nDate : Wed, 14 Oct 2026 09:12:44 +0200 CEST\n\nHe waited.\n`,
  ),
  bytesOf(
    'cyrillic-without-a-word.eml',
    head('x') + '\n\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xfb \xe2\xe8\xe4\xe8\xec \xf2\xe5\xe1\xff\n',
  ),
]
