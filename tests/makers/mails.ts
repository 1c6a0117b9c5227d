import { base64, date, head, part, parts } from './mail-text.ts'
import { words } from './mail-words.ts'
import { bytesOf, made, type Made } from './made.ts'

const gmail: Made[] = [
  made(
    'gmail-takeout.mbox',
    `From 1846021111111111111@xxx Wed Oct 14 13:12:44 +0000 2026
X-GM-THRID: 1846021111111111111
X-Gmail-Labels: =?UTF-8?Q?Wichtig,Ge=C3=B6ffnet,Kategorie:_Pers=C3=B6nlich?=
Received: by 2002:a05:6a10:1 with SMTP id a1; Wed, 14 Oct 2026 06:12:46 -0700 (PDT)
From: =?UTF-8?B?Wm/DqyBOw7rDsWV6?= <zoe@example.com>
Date: Wed, 14 Oct 2026 15:12:44 +0200
Message-ID: <CAF1@mail.gmail.com>
Subject: =?UTF-8?Q?Am_Tor_=E2=80=93_wieder?=
To: desk@example.net
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

Er stand wieder am Tor =E2=80=93 06:10.
>From there he walked off.

From 1846022222222222222@xxx Thu Oct 15 08:00:00 +0000 2026
X-GM-THRID: 1846022222222222222
X-Gmail-Labels: Spam
From: nobody@free.example
Date: Thu, 15 Oct 2026 08:00:00 +0000 (UTC)
Message-ID: <2@free.example>
Subject: 
To: desk@example.net
Content-Type: text/html; charset="UTF-8"

<div dir="ltr">We know <b>where</b> you live.<br></div>
`,
  ),
  made(
    'gmail-amp.eml',
    head('Form', 'Content-Type: multipart/alternative; boundary="000000000000a1"\n') +
      '\n' +
      parts(
        '000000000000a1',
        part('Content-Type: text/plain; charset="UTF-8"', 'Answer by Friday.'),
        part(
          'Content-Type: text/x-amp-html; charset="UTF-8"',
          '<!doctype html><html ⚡4email><head><style amp4email-boilerplate>body{visibility:hidden}</style></head><body><p>Answer by Friday, or else.</p></body></html>',
        ),
        part('Content-Type: text/html; charset="UTF-8"', '<div dir="ltr">Answer by Friday.</div>'),
      ),
  ),
  made(
    'gmail-forwarded.eml',
    head('Fwd: You', 'Content-Type: multipart/alternative; boundary="0000b2"\n') +
      '\n' +
      parts(
        '0000b2',
        part(
          'Content-Type: text/plain; charset="UTF-8"\nContent-Transfer-Encoding: quoted-printable',
          'See below.\n\n---------- Forwarded message ---------\nFrom: Nobody <nobody@free.example>\nDate: Tue, Oct 13, 2026 at 10:02=E2=80=AFPM\nSubject: You\nTo: Dana Reyes <dana@example.org>\n\n\nYou will regret it.',
        ),
        part(
          'Content-Type: text/html; charset="UTF-8"\nContent-Transfer-Encoding: quoted-printable',
          '<div dir=3D"ltr">See below.<br><br><div class=3D"gmail_quote"><div dir=3D"ltr" class=3D"gmail_attr">---------- Forwarded message ---------<br>From: <strong class=3D"gmail_sendername" dir=3D"auto">Nobody</strong> <span dir=3D"auto">&lt;<a href=3D"mailto:nobody@free.example">nobody@free.example</a>&gt;</span><br>Date: Tue, Oct 13, 2026 at 10:02=E2=80=AFPM<br>Subject: You<br>To: Dana Reyes &lt;<a href=3D"mailto:dana@example.org">dana@example.org</a>&gt;<br></div><br><br>You will regret it.</div></div>',
        ),
      ),
  ),
]

const outlook: Made[] = [
  made(
    'outlook-unsent.eml',
    `X-Unsent: 1
To: desk@example.net
Subject: Draft that was never sent
MIME-Version: 1.0
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: 7bit

I wrote this and did not send it.
`,
  ),
  made(
    'owa-html-only.eml',
    head('Reply', 'Thread-Topic: x\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: base64\n') +
      '\n' +
      base64(
        `\ufeff<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body dir="ltr"><div style="display:none;mso-hide:all;font-size:1px;color:#ffffff;max-height:0;overflow:hidden">preheader nobody sees</div><div id="divtagdefaultwrapper">He said &quot;I&#8217;ll be back&quot;.&nbsp;</div><div id="divRplyFwdMsg" dir="ltr"><b>From:</b> Nobody &lt;nobody@free.example&gt;<br><b>Sent:</b> 14 October 2026 08:00<br></div></body></html>`,
      ) +
      '\n',
  ),
  made(
    'exchange-undeliverable.eml',
    `Received: from A.example.org (10.0.0.1) by B.example.org (10.0.0.2) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.9115.20 via Frontend Transport; Wed, 14 Oct 2026 13:12:50 +0000
From: <postmaster@example.org>
To: <dana@example.org>
Date: Wed, 14 Oct 2026 13:12:48 +0000
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="66a3-undeliverable"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: de-DE
Message-ID: <3@example.org>
In-Reply-To: <1@example.org>
Subject: =?iso-8859-1?Q?Unzustellbar:_Gru=DF?=

--66a3-undeliverable
Content-Type: multipart/alternative; differences=Content-Type;
	boundary="66a3-alt"

--66a3-alt
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

Fehler bei der Nachrichten=FCbermittlung an desk@example.net.

--66a3-alt
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html><body><p>Fehler bei der Nachrichten=FCbermittlung an <a href=3D"mailt=
o:desk@example.net">desk@example.net</a>.</p></body></html>

--66a3-alt--

--66a3-undeliverable
Content-Type: message/delivery-status

Reporting-MTA: dns;A.example.org
Received-From-MTA: dns;C.example.org

Final-recipient: RFC822;desk@example.net
Action: failed
Status: 5.1.10

--66a3-undeliverable
Content-Type: text/rfc822-headers

From: Dana Reyes <dana@example.org>
Subject: =?iso-8859-1?Q?Gru=DF?=

--66a3-undeliverable--
`,
  ),
  bytesOf(
    'exchange-cp1252-as-latin1.eml',
    head(
      '=?iso-8859-1?Q?=93Badge=94_copied?=',
      'Content-Type: text/plain; charset="iso-8859-1"\nContent-Transfer-Encoding: quoted-printable\n',
    ) + '\nHe said =93I=92ll be back=94 =96 twice.=20\n\nCost: =80 50\n',
  ),
  made(
    'exchange-meeting-cancelled.eml',
    head(
      'Canceled: Talk',
      'Content-Class: urn:content-classes:calendarmessage\nContent-Type: multipart/alternative; boundary="_000_C_"\n',
    ) +
      '\n' +
      parts(
        '_000_C_',
        part('Content-Type: text/plain; charset="us-ascii"', ''),
        part('Content-Type: text/html; charset="us-ascii"', '<html><body></body></html>'),
        part(
          'Content-Type: text/calendar; charset="utf-8"; method=CANCEL',
          'BEGIN:VCALENDAR\nMETHOD:CANCEL\nPRODID:Microsoft Exchange Server 2010\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\nBEGIN:VEVENT\nORGANIZER;CN="Marsh, Lena":mailto:l@example.org\nUID:040000008200E00074C5B7101A82E008\nSUMMARY;LANGUAGE=de-DE:Canceled: Talk\nDTSTART;TZID=W. Europe Standard Time:20261015T100000\nDTEND;TZID=W. Europe Standard Time:20261015T103000\nSTATUS:CANCELLED\nSEQUENCE:1\nX-MICROSOFT-CDO-APPT-SEQUENCE:1\nEND:VEVENT\nEND:VCALENDAR',
        ),
      ),
  ),
  made(
    'outlook-smime-clear.eml',
    head(
      'Signed',
      'Content-Type: multipart/signed; protocol="application/x-pkcs7-signature"; micalg=SHA256;\n\tboundary="----=_NextPart_000_0001_01DB"\n',
    ) +
      '\nThis is a multipart message in MIME format.\n\n' +
      parts(
        '----=_NextPart_000_0001_01DB',
        part(
          'Content-Type: text/plain;\n\tcharset="iso-8859-1"\nContent-Transfer-Encoding: quoted-printable',
          'Ich wei=DF, wo er wohnt.',
        ),
        part(
          'Content-Type: application/pkcs7-signature;\n\tname="smime.p7s"\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment;\n\tfilename="smime.p7s"',
          'MIAGCSqGSIb3DQEHAqCAMIACAQExADCABgkqhkiG9w0BBwEAAKEAMQAAAAAAAAA=',
        ),
      ),
  ),
  made(
    'outlook-nested-messages.eml',
    head('FW: all of them', 'Content-Type: multipart/mixed;\n\tboundary="_004_N_"\n') +
      '\n' +
      parts(
        '_004_N_',
        part('Content-Type: text/plain; charset="utf-8"', 'All that came.'),
        part(
          'Content-Type: message/rfc822\nContent-Disposition: attachment;\n\tcreation-date="Wed, 14 Oct 2026 13:00:00 GMT"',
          'From: nobody@free.example\nSubject: First\nDate: Mon, 12 Oct 2026 09:00:00 +0000\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="_004_N_inner"\n\n' +
            parts(
              '_004_N_inner',
              part('Content-Type: text/plain', 'I saw you at 06:10.'),
              part('Content-Type: image/png; name="you.png"\nContent-Transfer-Encoding: base64', 'iVBORw0KGgo='),
            ).trimEnd(),
        ),
        part(
          'Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename="Second.eml"',
          base64(
            'From: nobody@free.example\r\nSubject: Second\r\nDate: Tue, 13 Oct 2026 09:00:00 +0000\r\n\r\nAnd at 06:20.\r\n',
          ),
        ),
      ),
  ),
]

const apple: Made[] = [
  made(
    'apple-mail-flowed.eml',
    head(
      'Flowed',
      'Content-Type: text/plain;\n\tcharset=utf-8;\n\tformat=flowed;\n\tdelsp=yes\nContent-Transfer-Encoding: 8bit\nX-Mailer: Apple Mail (2.3826.200.121)\n',
    ) +
      '\n今日の朝、門の前に立っていた男は、昨日も同じ時間に同じ場所に立っていたので、とても \n不安です。\n\n> quoted words  \n> that flow\n\n From the gate.\n',
  ),
  made(
    'apple-mail-pictures.eml',
    head('Pictures', 'Content-Type: multipart/alternative;\n\tboundary="Apple-Mail=_1"\n') +
      '\n' +
      parts(
        'Apple-Mail=_1',
        part(
          'Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain;\n\tcharset=utf-8',
          'Look:\n=EF=BF=BC\nThat is him.',
        ),
        part(
          'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="Apple-Mail=_2"',
          '\n' +
            parts(
              'Apple-Mail=_2',
              part(
                'Content-Transfer-Encoding: 7bit\nContent-Type: text/html;\n\tcharset=us-ascii',
                '<html><body style="overflow-wrap: break-word;">Look:<div><img alt="him.jpeg" src="cid:1"></div><div>That is him.</div></body></html>',
              ),
              part(
                'Content-Transfer-Encoding: base64\nContent-Disposition: inline;\n\tfilename*=utf-8\'\'Mu%CC%88ller%20am%20Tor.jpeg\nContent-Type: image/jpeg;\n\tx-unix-mode=0666;\n\tname="=?utf-8?Q?Mu=CC=88ller_am_Tor=2Ejpeg?="\nContent-Id: <1>',
                '/9j/4AA=',
              ),
            ).trimEnd(),
        ),
      ),
  ),
  made(
    'apple-mail-export.mbox',
    `From dana@example.org Wed Oct 14 09:12:44 2026
Return-Path: <dana@example.org>
From: Dana Reyes <dana@example.org>
Content-Type: text/plain;
	charset=us-ascii
Content-Transfer-Encoding: 7bit
Subject: first
${date}
To: desk@example.net

From now on I write everything down.

From dana@example.org Wed Oct 14 09:20:00 2026
From: Dana Reyes <dana@example.org>
Content-Type: text/plain; charset=us-ascii
Subject: second
Date: Wed, 14 Oct 2026 09:20:00 -0400
To: desk@example.net

From the gate at 06:10 he went to the car park.
`,
    '\n',
  ),
]

const thunderbird: Made[] = [
  made(
    'thunderbird-inbox.mbox',
    `From - Wed Oct 14 13:13:00 2026
X-Account-Key: account1
X-UIDL: 0001
X-Mozilla-Status: 0001
X-Mozilla-Status2: 00000000
X-Mozilla-Keys: $label1
${head('kept', 'Content-Type: text/plain; charset=UTF-8; format=flowed\n')}
A line that goes on 
here.

From - Wed Oct 14 13:14:00 2026
X-Mozilla-Status: 0009
X-Mozilla-Status2: 00000000
${head('deleted by its owner', 'Content-Type: multipart/mixed; boundary="------------D"\n')}
This is a multi-part message in MIME format.
${parts(
  '------------D',
  part('Content-Type: text/plain; charset=UTF-8', 'Nobody was meant to read this.'),
  part(
    'Content-Type: text/x-moz-deleted; name="Deleted: plan.pdf"\nContent-Disposition: inline; filename="Deleted: plan.pdf"\nX-Mozilla-Altered: AttachmentDeleted; date="Wed Oct 14 14:00:00 2026"',
    'You deleted an attachment from this message. The original MIME headers for the attachment were:\nContent-Type: application/pdf; name="plan.pdf"',
  ),
)}
From - Wed Oct 14 13:15:00 2026
X-Mozilla-Status: 0001
${head('detached', 'Content-Type: multipart/mixed; boundary="------------E"\n')}
${parts(
  '------------E',
  part('Content-Type: text/plain; charset=UTF-8', 'The map is attached.'),
  part(
    'Content-Type: application/pdf; name="map.pdf"\nContent-Disposition: attachment; filename="map.pdf"\nContent-Transfer-Encoding: base64\nX-Mozilla-External-Attachment-URL: file:///home/dana/map.pdf\nX-Mozilla-Altered: AttachmentDetached; date="Wed Oct 14 14:00:00 2026"',
    'WW91IGRlbGV0ZWQgYW4gYXR0YWNobWVudCBmcm9tIHRoaXMgbWVzc2FnZS4=',
  ),
)}`,
    '\n',
  ),
  made(
    'thunderbird-openpgp-signed.eml',
    head(
      'Plan',
      'Content-Type: multipart/signed; micalg=pgp-sha512;\n protocol="application/pgp-signature";\n boundary="------------S"\n',
    ) +
      '\nThis is an OpenPGP/MIME signed message (RFC 4880 and 3156)\n' +
      parts(
        '------------S',
        part(
          'Content-Type: multipart/mixed; boundary="------------I";\n protected-headers="v1"\nFrom: Dana Reyes <dana@example.org>\nSubject: Plan',
          '\n' +
            parts(
              '------------I',
              part(
                'Content-Type: text/plain; charset=UTF-8; format=flowed\nContent-Transfer-Encoding: base64',
                base64('He has a plan of the house.'),
              ),
            ).trimEnd(),
        ),
        part(
          'Content-Type: application/pgp-signature; name="OpenPGP_signature.asc"\nContent-Description: OpenPGP digital signature\nContent-Disposition: attachment; filename="OpenPGP_signature.asc"',
          '-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----',
        ),
      ),
  ),
  made(
    'thunderbird-encrypted-subject.eml',
    head(
      '...',
      'Content-Type: multipart/encrypted;\n protocol="application/pgp-encrypted";\n boundary="------------P"\n',
    ) +
      '\nThis is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)\n' +
      parts(
        '------------P',
        part(
          'Content-Type: application/pgp-encrypted\nContent-Description: PGP/MIME version identification',
          'Version: 1',
        ),
        part(
          'Content-Type: application/octet-stream; name="encrypted.asc"\nContent-Disposition: inline; filename="encrypted.asc"',
          '-----BEGIN PGP MESSAGE-----\n\nx\n-----END PGP MESSAGE-----',
        ),
      ),
  ),
]

/** Mails and mailboxes. */
export const mails: Made[] = [...gmail, ...outlook, ...apple, ...thunderbird, ...words]
