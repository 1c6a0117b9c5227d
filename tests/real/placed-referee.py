# Prints what gpxpy and icalendar read in files: points and length by track file, events by calendar file, as one JSON object.
import json
import sys

import gpxpy
import icalendar

found = {}
for path in sys.argv[1:]:
    with open(path, 'rb') as file:
        data = file.read()
    if path.endswith('.gpx'):
        gpx = gpxpy.parse(data.decode('utf-8', 'replace'))
        points = [point for track in gpx.tracks for part in track.segments for point in part.points]
        points += [point for route in gpx.routes for point in route.points] + list(gpx.waypoints)
        found[path] = {'places': [[p.latitude, p.longitude] for p in points], 'metres': sum(t.length_2d() for t in gpx.tracks)}
    else:
        events = icalendar.Calendar.from_ical(data).walk('VEVENT')
        found[path] = {'titles': [str(event.get('SUMMARY')) for event in events]}
print(json.dumps(found))
