import { bytesOf, made, type Made } from './made.ts'

const berlin = (tzid: string, more = ''): string => `BEGIN:VTIMEZONE
TZID:${tzid}
${more}BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
`
const event = (uid: string, lines: string): string =>
  `BEGIN:VEVENT\nUID:${uid}\nDTSTAMP:20261001T080000Z\n${lines}\nEND:VEVENT\n`
const calendar = (head: string, ...inside: string[]): string =>
  `BEGIN:VCALENDAR\nVERSION:2.0\n${head}\n${inside.join('')}END:VCALENDAR\n`

/** Calendars. */
export const calendars: Made[] = [
  made(
    'zone-in-small-letters.ics',
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=europe/berlin:20261014T090000\nSUMMARY:Board\nEND:VEVENT\nEND:VCALENDAR\n',
  ),
  made(
    'google-takeout.ics',
    calendar(
      'PRODID:-//Google Inc//Google Calendar 70.9054//EN\nCALSCALE:GREGORIAN\nX-WR-CALNAME:Dana\nX-WR-TIMEZONE:Europe/Vienna',
      berlin('Europe/Vienna', 'X-LIC-LOCATION:Europe/Vienna\n'),
      event(
        'g1@google.com',
        'DTSTART;TZID=Europe/Vienna:20261005T080000\nDTEND;TZID=Europe/Vienna:20261005T083000\nRRULE:FREQ=WEEKLY;WKST=MO;UNTIL=20261130T225959Z;BYDAY=MO\nEXDATE;TZID=Europe/Vienna:20261012T080000\nEXDATE;TZID=Europe/Vienna:20261019T080000\nSUMMARY:Car to school\nSEQUENCE:0\nSTATUS:CONFIRMED\nTRANSP:OPAQUE',
      ),
      event(
        'g1@google.com',
        'DTSTART;TZID=Europe/Vienna:20261026T093000\nDTEND;TZID=Europe/Vienna:20261026T100000\nRECURRENCE-ID;TZID=Europe/Vienna:20261026T080000\nSUMMARY:Car to school\nSEQUENCE:1\nSTATUS:CONFIRMED',
      ),
      event(
        'g2@google.com',
        'DTSTART;VALUE=DATE:20261224\nDTEND;VALUE=DATE:20261227\nSUMMARY:Stay in Lisbon\nLOCATION:Lisbon\\, Portugal\nDESCRIPTION:<b>Booking</b> 4711<br>see <a href="https://example.org">it</a>\nX-GOOGLE-CONFERENCE:https://meet.example/abc',
      ),
    ),
  ),
  made(
    'outlook-desktop.ics',
    calendar(
      'PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\nMETHOD:PUBLISH\nX-MS-OLK-FORCEINSPECTOROPEN:TRUE',
      berlin('W. Europe Standard Time'),
      event(
        '040000008200E00074C5B7101A82E00800000000',
        'CLASS:PUBLIC\nCREATED:20261001T080000Z\nDESCRIPTION:First line\\nSecond\\, with a comma\\; and more\\n\nDTEND;TZID="W. Europe Standard Time":20261014T101500\nDTSTART;TZID="W. Europe Standard Time":20261014T093000\nLAST-MODIFIED:20261001T080000Z\nLOCATION:Tor 3\nPRIORITY:5\nSEQUENCE:0\nSUMMARY;LANGUAGE=de:Besprechung – Tor\nTRANSP:OPAQUE\nX-ALT-DESC;FMTTYPE=text/html:<html><body><p>First line</p><p>Second\\, with a comma\\; and more</p><p style="color:#fff">I know where you live.</p></body></html>\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\nX-MICROSOFT-CDO-IMPORTANCE:1\nBEGIN:VALARM\nTRIGGER:-PT15M\nACTION:DISPLAY\nDESCRIPTION:Reminder\nEND:VALARM',
      ),
    ),
  ),
  made(
    'exchange-localised-zone.ics',
    calendar(
      'METHOD:REQUEST\nPRODID:Microsoft Exchange Server 2010',
      berlin('Zeit\\, wie hier'),
      event(
        'e1',
        'ORGANIZER;CN=Marsh\\, Lena:mailto:l@example.org\nATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Reyes:mailto:dana@example.org\nSUMMARY;LANGUAGE=de-DE:Abflug\nDTSTART;TZID="Zeit, wie hier":20261014T093000\nDTEND;TZID="Zeit, wie hier":20261014T101500\nX-MICROSOFT-CDO-ALLDAYEVENT:FALSE',
      ),
    ),
  ),
  made(
    'exchange-customized-zone.ics',
    calendar(
      'METHOD:REQUEST\nPRODID:Microsoft CDO for Microsoft Exchange',
      'BEGIN:VTIMEZONE\nTZID:Customized Time Zone\nBEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n',
      event(
        'e2',
        'SUMMARY:Board\nDTSTART;TZID=Customized Time Zone:20261014T093000\nDTEND;TZID=Customized Time Zone:20261014T113000',
      ),
      event(
        'e3',
        'SUMMARY:Board 2\nDTSTART;TZID=tzone://Microsoft/Utc:20261014T093000\nDTEND;TZID=tzone://Microsoft/Utc:20261014T113000',
      ),
      event('e4', 'SUMMARY:Board 3\nDTSTART;TZID=tzone://Microsoft/Custom:20261014T093000'),
    ),
  ),
  made(
    'apple-calendar.ics',
    calendar(
      'CALSCALE:GREGORIAN\nPRODID:-//Apple Inc.//macOS 15.1//EN\nX-APPLE-CALENDAR-COLOR:#1BADF8\nX-WR-CALNAME:Home',
      'BEGIN:VTIMEZONE\nTZID:America/New_York\nBEGIN:DAYLIGHT\nTZOFFSETFROM:-0500\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nDTSTART:20070311T020000\nTZNAME:EDT\nTZOFFSETTO:-0400\nEND:DAYLIGHT\nBEGIN:STANDARD\nTZOFFSETFROM:-0400\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\nDTSTART:20071104T020000\nTZNAME:EST\nTZOFFSETTO:-0500\nEND:STANDARD\nEND:VTIMEZONE\n',
      event(
        'A1B2',
        'TRANSP:OPAQUE\nDTSTART;TZID=America/New_York:20261014T093000\nDTEND;TZID=America/New_York:20261014T104500\nX-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC\nX-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT30M\nX-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="1 Main St\\, New York";X-A\n PPLE-RADIUS=70;X-TITLE="Gate 3: main":geo:40.7,-74.0\nLOCATION:Gate 3\\n1 Main St\nSUMMARY:Train from Newark to Penn Station 🚆\nURL;VALUE=URI:https://example.org/t\nATTACH;FMTTYPE=application/pdf;FILENAME=ticket.pdf:https://p01.example/t.pdf\nBEGIN:VALARM\nX-WR-ALARMUID:1\nTRIGGER:-PT1H\nATTACH;VALUE=URI:Chord\nACTION:AUDIO\nEND:VALARM',
      ),
      event('A1B3', 'DTSTART;VALUE=DATE:20261016\nDTEND;VALUE=DATE:20261017\nSUMMARY:Gone'),
    ),
  ),
  made(
    'thunderbird-lightning.ics',
    calendar(
      'PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN',
      'BEGIN:VTIMEZONE\nTZID:/mozilla.org/20050126_1/Europe/Berlin\nX-LIC-LOCATION:Europe/Berlin\nBEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:CET\nDTSTART:19701025T030000\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:CEST\nDTSTART:19700329T020000\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n',
      event(
        't1',
        'LAST-MODIFIED:20261001T080000Z\nX-MOZ-GENERATION:2\nSUMMARY:Zug von Köln nach Bonn\nDTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261014T093000\nDURATION:PT45M\nRRULE:FREQ=DAILY;COUNT=3\nRDATE;VALUE=PERIOD:20261020T070000Z/PT1H,20261021T070000Z/20261021T080000Z\nEXDATE;VALUE=DATE:20261015',
      ),
      'BEGIN:VTODO\nUID:t2\nSUMMARY:Call the guard\nDUE;TZID=Europe/Berlin:20261014T093000\nEND:VTODO\n',
    ),
  ),
  made(
    'series-changed.ics',
    calendar(
      'PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN',
      event(
        's1',
        'DTSTART:20261005T080000Z\nDTEND:20261005T083000Z\nRRULE:FREQ=WEEKLY;COUNT=6\nSUMMARY:School run\nSEQUENCE:2',
      ),
      event(
        's1',
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20261019T080000Z\nDTSTART:20261019T073000Z\nDTEND:20261019T080000Z\nSUMMARY:School run\nSEQUENCE:2',
      ),
      event(
        's1',
        'RECURRENCE-ID:20261026T080000Z\nDTSTART:20261026T080000Z\nSTATUS:CANCELLED\nSUMMARY:School run\nSEQUENCE:3',
      ),
      event(
        's1',
        'DTSTART:20261005T090000Z\nDTEND:20261005T093000Z\nRRULE:FREQ=WEEKLY;COUNT=6\nSUMMARY:School run (old)\nSEQUENCE:1',
      ),
    ),
  ),
  made(
    'days-as-makers-end-them.ics',
    calendar(
      'PRODID:-//x//x//EN',
      event('d1', 'DTSTART;VALUE=DATE:20261014\nDTEND;VALUE=DATE:20261014\nSUMMARY:Ends as it begins'),
      event('d2', 'DTSTART;VALUE=DATE:20261014\nSUMMARY:No end'),
      event('d3', 'DTSTART;VALUE=DATE:20261014\nDURATION:P2D\nSUMMARY:Two days'),
      event(
        'd4',
        'DTSTART:20261014T000000\nDTEND:20261015T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nSUMMARY:Midnight to midnight',
      ),
      event('d5', 'DTSTART;VALUE=DATE-TIME:20261014T093000Z\nDTEND:20261014T093000Z\nSUMMARY:A moment'),
    ),
  ),
  made(
    'zones-that-are-none.ics',
    calendar(
      'PRODID:-//x//x//EN',
      event('z1', 'DTSTART;TZID=EST:20261014T093000\nSUMMARY:Abbreviation'),
      event('z2', 'DTSTART;TZID=GMT+0200:20261014T093000\nSUMMARY:Offset in words'),
      event('z3', 'DTSTART;TZID=UTC+02:00:20261014T093000\nSUMMARY:Offset with colon'),
      event('z4', 'DTSTART;TZID=Etc/GMT-2:20261014T093000\nSUMMARY:Etc'),
      event('z5', 'DTSTART;TZID=UTC:20261014T093000\nSUMMARY:UTC as a zone'),
      event('z6', 'DTSTART;TZID=Europe/Berlin:20261014T093000Z\nSUMMARY:Zone and Z'),
      event('z7', 'DTSTART:20261014T093000+0200\nSUMMARY:Offset behind it'),
      event('z8', 'DTSTART:2026-10-14T09:30:00Z\nSUMMARY:As ISO 8601 spreads it'),
      event('z9', 'DTSTART;TZID=US-Eastern:20261014T093000\nSUMMARY:Old name'),
      event('z10', 'DTSTART;TZID=US/Eastern:20261014T093000\nSUMMARY:Link'),
      event('z11', 'DTSTART;TZID=Eastern Standard Time:20261014T093000\nSUMMARY:Windows'),
      event('z12', 'DTSTART;TZID=Pacific Time (US & Canada):20261014T093000\nSUMMARY:Lotus'),
    ),
  ),
  made(
    'zone-without-rules.ics',
    calendar(
      'PRODID:-//x//x//EN',
      'BEGIN:VTIMEZONE\nTZID:Site\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE\n',
      'BEGIN:VTIMEZONE\nTZID:Dated\nBEGIN:STANDARD\nDTSTART:20251026T030000\nRDATE:20261025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n',
      event('w1', 'DTSTART;TZID=Site:20261014T093000\nDTEND;TZID=Site:20261014T103000\nSUMMARY:Fixed'),
      event('w2', 'DTSTART;TZID=Dated:20261014T093000\nDTEND;TZID=Dated:20261026T093000\nSUMMARY:By dates'),
    ),
  ),
  bytesOf(
    'outlook-2003.vcs',
    'BEGIN:VCALENDAR\nPRODID:-//Microsoft Corporation//Outlook MIMEDIR//EN\nVERSION:1.0\nBEGIN:VEVENT\nDTSTART:20261014T073000Z\nDTEND:20261014T081500Z\nLOCATION;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9 Gr=F6=DFe\nDESCRIPTION;ENCODING=QUOTED-PRINTABLE:first=0D=0A=\nsecond=0D=0A\nSUMMARY:Treffen\nPRIORITY:3\nEND:VEVENT\nEND:VCALENDAR\n',
  ),
  made(
    'folded-in-a-letter.ics',
    calendar(
      'PRODID:-//x//x//EN',
      event('f1', 'DTSTART:20261014T093000Z\nDTEND:20261014T103000Z\nSUMMARY:Tor an der Straße'),
    ),
  ),
]

// The maker counts bytes and folds between the two of “ß”.
const folded = calendars.at(-1)
if (folded) {
  const at = folded.bytes.indexOf(Buffer.from('ß')) + 1
  folded.bytes = Buffer.concat([folded.bytes.subarray(0, at), Buffer.from('\r\n '), folded.bytes.subarray(at)])
}
