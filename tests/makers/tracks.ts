import { made, type Made } from './made.ts'

const point = (lat: number, lon: number, time?: string, more = ''): string =>
  `<trkpt lat="${lat}" lon="${lon}"><ele>160.4</ele>${time === undefined ? '' : `<time>${time}</time>`}${more}</trkpt>`
const topografix = 'xmlns="http://www.topografix.com/GPX/1/1" version="1.1"'
const head = '<?xml version="1.0" encoding="UTF-8"?>'

/** Tracks. */
export const tracks: Made[] = [
  made(
    'garmin-connect.gpx',
    `${head}<gpx creator="Garmin Connect" ${topografix} xmlns:ns3="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"><metadata><link href="connect.garmin.com"><text>Garmin Connect</text></link><time>2026-10-14T06:42:09.000Z</time></metadata><trk><name>Vienna Running</name><type>running</type><trkseg>${point(48.2, 16.3, '2026-10-14T06:42:09.000Z', '<extensions><ns3:TrackPointExtension><ns3:hr>91</ns3:hr><ns3:cad>80</ns3:cad></ns3:TrackPointExtension></extensions>')}${point(48.21, 16.31, '2026-10-14T06:52:09.000Z')}</trkseg></trk></gpx>`,
    '\n',
  ),
  made(
    'garmin-etrex.gpx',
    `\ufeff<?xml version="1.0" encoding="UTF-8" standalone="no" ?><gpx ${topografix} xmlns:gpxx="http://www.garmin.com/xmlschemas/GpxExtensions/v3" creator="eTrex 32x"><metadata><time>2026-10-14T12:00:00Z</time><bounds maxlat="48.3" maxlon="16.4" minlat="48.2" minlon="16.3"/></metadata><wpt lat="48.200000" lon="16.300000"><ele>159</ele><time>2026-10-14T06:42:09Z</time><name>001</name><cmt>14-OCT-26 8:42:09</cmt><desc>Grey van, W-123</desc><sym>Flag, Blue</sym><extensions><gpxx:WaypointExtension><gpxx:DisplayMode>SymbolAndName</gpxx:DisplayMode></gpxx:WaypointExtension></extensions></wpt><wpt lat="48.300000" lon="16.400000"><name>002</name><sym>Flag, Red</sym></wpt></gpx>`,
  ),
  made(
    'strava.gpx',
    `${head}\n<gpx creator="StravaGPX iPhone" ${topografix}>\n <metadata>\n  <time>2026-10-14T06:42:09Z</time>\n </metadata>\n <trk>\n  <name>Morning Ride &amp; back</name>\n  <type>cycling</type>\n  <trkseg>\n${point(48.2, 16.3, '2026-10-14T06:42:09Z')}\n${point(48.21, 16.31, '2026-10-14T06:43:09Z')}\n  </trkseg>\n </trk>\n</gpx>\n`,
    '\n',
  ),
  made(
    'osmand.gpx',
    `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<gpx version="1.1" creator="OsmAnd 4.8.3" xmlns="http://www.topografix.com/GPX/1/1" xmlns:osmand="https://osmand.net/docs/technical/osmand-file-formats/osmand-gpx">\n<metadata><name>2026-10-14_08-42_Wed</name><time>2026-10-14T06:42:09Z</time></metadata>\n<wpt lat="48.2" lon="16.3"><time>2026-10-14T06:45:00Z</time><name>Parked car</name><type>Beobachtung</type><extensions><osmand:icon>parking</osmand:icon><osmand:background>circle</osmand:background><osmand:color>#eecc22</osmand:color><osmand:address>Hauptstraße 5</osmand:address></extensions></wpt>\n<trk><trkseg>${point(48.2, 16.3, '2026-10-14T06:42:09Z', '<hdop>4.8</hdop><extensions><osmand:speed>1.2</osmand:speed></extensions>')}${point(48.21, 16.31, '2026-10-14T06:43:09Z')}</trkseg><trkseg>${point(48.22, 16.32, '2026-10-14T07:43:09Z')}</trkseg></trk>\n<extensions><osmand:show_arrows>false</osmand:show_arrows><osmand:split_type>no_split</osmand:split_type></extensions>\n</gpx>\n`,
    '\n',
  ),
  made(
    'apple-health.gpx',
    `${head}\n<gpx version="1.1" creator="Apple Health Export" xmlns="http://www.topografix.com/GPX/1/1">\n  <metadata>\n    <time>2026-11-20T09:00:00Z</time>\n  </metadata>\n  <trk>\n    <name>Route 2026-10-14 8:42am</name>\n    <trkseg>\n<trkpt lon="16.300000" lat="48.200000"><ele>160.4</ele><time>2026-10-14T06:42:09Z</time><extensions><speed>1.31</speed><course>12.1</course><hAcc>4.7</hAcc><vAcc>3.2</vAcc></extensions></trkpt>\n<trkpt lon="16.310000" lat="48.210000"><ele>160.5</ele><time>2026-10-14T06:52:09Z</time></trkpt>\n    </trkseg>\n  </trk>\n</gpx>\n`,
    '\n',
  ),
  made(
    'across-the-date-line.gpx',
    `${head}<gpx creator="Garmin Desktop App" ${topografix}><trk><name>Crossing</name><trkseg>${point(-17.5, 179.95, '2026-10-14T06:42:09+12:00')}${point(-17.5, -179.95, '2026-10-14T07:42:09+12:00')}</trkseg></trk></gpx>`,
    '\n',
  ),
  made(
    'gpslogger-local-times.gpx',
    `${head}<gpx version="1.0" creator="GPSLogger 130" xmlns="http://www.topografix.com/GPX/1/0"><time>2026-10-14T06:42:09.000Z</time><trk><trkseg>${point(48.2, 16.3, '2026-10-14T08:42:09.123+02:00', '<src>gps</src><sat>7</sat>')}${point(48.2, 16.3, '2026-10-14T08:43:09', '')}${point(0, 0, '2026-10-14T06:44:09Z')}${point(48.21, 16.31, '1980-01-06T00:00:00Z')}</trkseg></trk></gpx>`,
    '\n',
  ),
]
