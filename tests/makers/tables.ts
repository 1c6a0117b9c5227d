import iconv from 'iconv-lite'
import { crlf, made, type Made } from './made.ts'

const encoded = (name: string, text: string, encoding: string): Made => ({
  name,
  bytes: iconv.encode(crlf(text), encoding, { addBOM: false }),
})

/** Tables, as spreadsheets and systems write them. */
export const tables: Made[] = [
  made(
    'excel-en-us.csv',
    `\ufeffId,Date,Description,Location,Latitude,Longitude
1,10/14/2026 6:42,"Van at the gate, twice",Gate 3,40.712800,-74.006000
2,10/14/2026 18:05,"He said ""we see you""
and left",Gate 3,40.712800,-74.006000
3,10/13/2026 0:00,No time known,Lobby,,
`,
  ),
  made(
    'excel-en-us-long.csv',
    `Id,Incident Date,Incident Time,Description
1,"Wednesday, October 14, 2026",6:42:00 AM,Van at the gate
2,14-Oct-26,12:00:00 AM,Van again
3,"October 13, 2026",11:59:59 PM,Van gone
`,
  ),
  encoded(
    'excel-de.csv',
    `Id;Datum;Beschreibung;Ort;Breite;Länge
1;14.10.2026 06:42;"Er sagte: „Wir sehen dich“ – zweimal";Straße 5, Göttingen;51,533300;9,933300
2;14.10.2026 18:05;Kennzeichen M-ÜL 123;Tor 3;51,5333;9,9333
3;31.12.2026;"Zeile 1
Zeile 2";Tor 3;;
`,
    'windows-1252',
  ),
  encoded(
    'excel-de-sep.csv',
    `sep=;
Id;Datum;Uhrzeit;Beschreibung
1;14.10.26;06:42:00;Müller am Tor
2;03.04.26;18:05:30;Müller weg
`,
    'windows-1252',
  ),
  encoded(
    'excel-fr.csv',
    `N°;Date;Description;Lieu;Montant
1;14/10/2026 06:42;« On te voit », a-t-il dit;Entrée n° 3;1 234,50
2;14/10/2026 18:05;Plaque AB-123-CD relevée à l’œil;Parking;0,5
`,
    'windows-1252',
  ),
  encoded(
    'excel-ja.csv',
    `番号,日付,内容,場所
1,2026/10/14 6:42,門の前に男が立っていた。表示,正門
2,2026/10/14 18:05,"「見ている」と言った
ソ能表",①番駐車場
3,2026年10月13日,昨日も来た～髙橋,ロビー
`,
    'cp932',
  ),
  encoded(
    'excel-es-mx.csv',
    `Id,Fecha,Descripción,Lugar
1,14/10/2026 06:42:00 a. m.,El señor Núñez esperó,Puerta 3
2,14/10/2026 06:05:00 p. m.,Se fue,Puerta 3
3,14 de octubre de 2026,Volvió,Puerta 3
`,
    'windows-1252',
  ),
  encoded(
    'excel-ar.csv',
    `الرقم;التاريخ;الوصف;المكان
1;14/10/2026 06:42 ص;وقف رجل عند البوابة;البوابة 3
2;14/10/2026 06:05 م;قال: نراك;البوابة 3
`,
    'windows-1256',
  ),
  encoded(
    'excel-he.csv',
    `מספר,תאריך,תיאור,מקום
1,14/10/2026 06:42,הוא עמד ליד השער,שער 3
2,14/10/2026 18:05,"אמר: ""אנחנו רואים אותך""",שער 3
`,
    'windows-1255',
  ),
  {
    name: 'excel-unicode-text.txt',
    bytes: iconv.encode(
      crlf(
        'Id\tDate\tDescription\tPlace\n1\t10/14/2026 6:42\t"Zoë, 田中, €"\tGate 3\n2\t10/14/2026 18:05\tVan\tGate 3\n',
      ),
      'utf-16le',
      { addBOM: true },
    ),
  },
  {
    name: 'excel-macintosh.csv',
    bytes: iconv.encode(
      'Id;Date;Description;Lieu\r1;14/10/2026 06:42;Il a dit « é »;Entrée\r2;14/10/2026 18:05;Zoë est là;Entrée\r',
      'macintosh',
    ),
  },
  made('excel-serials.csv', 'Id;Datum;Beschreibung\n1;46309,2791666667;Am Tor\n2;46309,5;Mittags\n3;46310;Ohne Zeit\n'),
  made(
    'libreoffice-quoted.csv',
    `"Id","Datum","Zeit","Beschreibung","Ort"
1,"14.10.26","06:42","Müller, am Tor","Straße 5"
2,"14.10.26","18:05:30","sagte ""nie""
und ging","Tor 3"
`,
    '\n',
  ),
  made(
    'google-sheets.csv',
    `Timestamp,What happened,Where,Immediate danger,Email Address
10/14/2026 6:42:09,He waited,Gate 3,FALSE,dana@example.org
10/14/2026 18:05:30,"He came back, then left",Gate 3,TRUE,dana@example.org`,
    '\n',
  ),
  made(
    'apple-numbers.csv',
    `Table 1;;;
;;;
Id;Date;Description;Place
1;14 Oct 2026 at 6:42 AM;Van;Gate 3
2;14 Oct 2026 at 6:05 PM;Van;Gate 3
`,
    '\n',
  ),
  made(
    'outlook-calendar.csv',
    `"Subject","Start Date","Start Time","End Date","End Time","All day event","Reminder on/off","Description","Location"
"Board","10/14/2026","6:42:00 AM","10/14/2026","7:30:00 AM","False","True","Bring
the map","Room 7"
"Day off","10/16/2026","12:00:00 AM","10/17/2026","12:00:00 AM","True","False","None",""
`,
  ),
  made(
    'unix-export.csv',
    `id|created|text|lat|lon
1|1792132962|seen at the gate|48.2|16.3
2|1792132999|gone|48.2|16.3
`,
    '\n',
  ),
  made(
    'postgres.csv',
    'id,created,text\n1,2026-10-14 06:42:09.123456+02,seen at the gate\n2,2026-10-14 18:05:00+05:30,gone\n',
    '\n',
  ),
  made(
    'web-form.csv',
    `Id,Submitted,What happened
1,Wed Oct 14 2026 06:42:09 GMT+0200 (Central European Summer Time),He waited
2,Sun Nov 15 2026 18:05:00 GMT+0100 (Central European Standard Time),He came back
`,
  ),
  made(
    'access-control.csv',
    'Badge;Stamp;Event\n00471;20261014064209;door forced at the gate\n00472;20261014180500;door held open\n',
  ),
  made(
    'guard-log.csv',
    'No, Time, "What was seen"\n1, 14/10/2026 0642 hrs, "A van, grey"\n2, 14/10/2026 1805 hrs, "The van, again"\n',
  ),
  made('sentences-fr.csv', 'N°;Date;Description\n1;14 oct. 2026 à 06:42;Vu\n2;14 oct. 2026 à 18:05;Parti\n'),
  made('sentences-de.csv', 'Nr;Datum;Beschreibung\n1;14.10.2026 um 06:42 Uhr;Am Tor\n2;15.10.2026, 18:05 Uhr;Weg\n'),
  made('shifts.csv', 'Id,When,What happened\n1,2026-10-14 06:00-14:00,Van at the gate\n2,2026-10-15 06:00-14:00,Van\n'),
  encoded('access-ru.csv', 'Номер;Дата;Описание\n1;14.10.2026 06:42;Мы видим тебя\n', 'windows-1251'),
]
