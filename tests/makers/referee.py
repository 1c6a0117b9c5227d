# Reads files (JSON on its input: kind and path) with other people's parsers, and says what they find in them.
import csv
import datetime
import email
import email.header
import email.policy
import email.utils
import hashlib
import io
import json
import mailbox
import sys
import xml.etree.ElementTree as tree


def text(value):
    return None if value is None else str(value)


def parts_of(message):
    if message.get_content_type() == 'message/rfc822' and message.is_multipart():
        return [['message/rfc822', None, None]]
    if message.is_multipart():
        return [part for child in message.get_payload() for part in parts_of(child)]
    payload = message.get_payload(decode=True)
    name = message.get_filename()
    name = None if name is None else str(email.header.make_header(email.header.decode_header(name)))
    return [[message.get_content_type(), name, hashlib.sha256(payload).hexdigest()]]


def message_of(raw):
    message = email.message_from_bytes(raw)
    modern = email.message_from_bytes(raw, policy=email.policy.default)
    date = email.utils.parsedate_tz(str(message['Date'])) if message['Date'] else None
    stamp = None if date is None or date[9] is None else email.utils.mktime_tz(date)
    people = [[one.display_name, one.addr_spec] for one in modern['From'].addresses] if modern['From'] else []
    return {'subject': text(modern['Subject']), 'from': people, 'date': stamp, 'parts': parts_of(message)}


def mail(path, raw):
    if path.endswith('.mbox'):
        return [message_of(bytes(one)) for one in mailbox.mbox(path, create=False)]
    return [message_of(raw)]


def moment(prop):
    if prop is None:
        return None
    value = prop.dt
    if isinstance(value, datetime.datetime):
        return value.timestamp() if value.tzinfo else value.isoformat()
    return value.isoformat()


def calendar(path, raw):
    import icalendar

    found = []
    for whole in icalendar.Calendar.from_ical(raw, multiple=True):
        for event in whole.walk('VEVENT'):
            found.append({
                'summary': text(event.get('SUMMARY')),
                'location': text(event.get('LOCATION')),
                'description': text(event.get('DESCRIPTION')),
                'start': moment(event.get('DTSTART')),
                'organizer': None if event.get('ORGANIZER') is None else text(event['ORGANIZER'].params.get('CN')),
            })
    return found


def table(path, raw, encoding, delimiter):
    rows = csv.reader(io.StringIO(raw.decode(encoding), newline=''), delimiter=delimiter)
    return [row for row in rows if row]


def track(path, raw):
    import gpxpy

    gpx = gpxpy.parse(raw.decode('utf-8-sig'))
    points = [p for t in gpx.tracks for s in t.segments for p in s.points]
    marks = [*points, *gpx.waypoints]
    times = sorted(p.time.timestamp() for p in marks if p.time)
    return {'points': len(marks), 'start': times[0] if times else None, 'end': times[-1] if times else None}


def alert(path, raw):
    space = '{urn:oasis:names:tc:emergency:cap:1.2}'
    root = tree.fromstring(raw)
    return {
        'infos': len(root.findall(f'{space}info')),
        'severities': sorted({one.text for one in root.iter(f'{space}severity')}),
        'areas': [one.text for one in root.iter(f'{space}areaDesc')],
        'identifier': root.findtext(f'{space}identifier'),
    }


kinds = {'mail': mail, 'calendar': calendar, 'table': table, 'track': track, 'alert': alert}
answer = {}
for asked in json.load(sys.stdin):
    with open(asked['path'], 'rb') as file:
        raw = file.read()
    try:
        answer[asked['path']] = kinds[asked['kind']](asked['path'], raw, *asked.get('more', []))
    except Exception as thrown:
        answer[asked['path']] = {'refused': f'{type(thrown).__name__}: {thrown}'}
json.dump(answer, sys.stdout)
