import { made, type Made } from './made.ts'

const alert = (space: string, body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<alert xmlns="${space}">\n${body}</alert>\n`
const cap12 = 'urn:oasis:names:tc:emergency:cap:1.2'

/** Alerts of the Common Alerting Protocol. */
export const alerts: Made[] = [
  made(
    'nws.xml',
    alert(
      cap12,
      `<identifier>urn:oid:2.49.0.1.840.0.1</identifier><sender>w-nws.webmaster@noaa.gov</sender><sent>2026-10-14T03:12:00-05:00</sent><status>Actual</status><msgType>Update</msgType><scope>Public</scope><code>IPAWSv1.0</code>
<references>w-nws.webmaster@noaa.gov,urn:oid:2.49.0.1.840.0.0,2026-10-14T03:00:00-05:00</references>
<info><language>en-US</language><category>Met</category><event>Tornado Warning</event><responseType>Shelter</responseType><urgency>Immediate</urgency><severity>Extreme</severity><certainty>Observed</certainty>
<eventCode><valueName>SAME</valueName><value>TOR</value></eventCode><eventCode><valueName>NationalWeatherService</valueName><value>TOW</value></eventCode>
<effective>2026-10-14T03:12:00-05:00</effective><onset>2026-10-14T03:12:00-05:00</onset><expires>2026-12-14T03:45:00-05:00</expires><senderName>NWS Norman OK</senderName>
<headline>Tornado Warning issued October 14 at 3:12AM CDT until October 14 at 3:45AM CDT by NWS Norman OK</headline>
<description>At 312 AM CDT, a confirmed tornado was located near Noble.

HAZARD...Damaging tornado.</description><instruction>TAKE COVER NOW!</instruction><web>http://www.weather.gov</web>
<parameter><valueName>AWIPSidentifier</valueName><value>TOROUN</value></parameter><parameter><valueName>tornadoDetection</valueName><value>OBSERVED</value></parameter><parameter><valueName>eventMotionDescription</valueName><value>2026-10-14T08:12:00-00:00...storm...250DEG...30KT...35.15,-97.4</value></parameter>
<area><areaDesc>Cleveland, OK</areaDesc><polygon>35.1,-97.5 35.2,-97.5 35.2,-97.3 35.1,-97.5</polygon><geocode><valueName>SAME</valueName><value>040027</value></geocode><geocode><valueName>UGC</valueName><value>OKC027</value></geocode></area></info>
`,
    ),
    '\n',
  ),
  made(
    'meteoalarm.xml',
    alert(
      cap12,
      ['de-DE', 'en-GB']
        .map(
          (language) =>
            `<info><language>${language}</language><category>Met</category><event>${language === 'de-DE' ? 'Sturmböen' : 'gusts'}</event><responseType>Monitor</responseType><urgency>Future</urgency><severity>${language === 'de-DE' ? 'Moderate' : 'Moderate'}</severity><certainty>Likely</certainty><onset>2026-12-14T06:00:00+01:00</onset><expires>2026-12-14T18:00:00+01:00</expires><senderName>Deutscher Wetterdienst</senderName><headline>${language === 'de-DE' ? 'Amtliche WARNUNG vor STURMBÖEN' : 'Official WARNING of GUSTS'}</headline><description>${language === 'de-DE' ? 'Es treten Böen auf.' : 'Gusts expected.'}</description><web>https://www.meteoalarm.org</web><parameter><valueName>awareness_level</valueName><value>2; yellow; Moderate</value></parameter><parameter><valueName>awareness_type</valueName><value>1; Wind</value></parameter><area><areaDesc>Kreis Göttingen</areaDesc><geocode><valueName>EMMA_ID</valueName><value>DE123</value></geocode></area></info>`,
        )
        .join('\n')
        .replace(
          '<info>',
          '<identifier>2.49.0.0.276.0.DWD.1</identifier><sender>opendata@dwd.de</sender><sent>2026-11-20T05:12:00+01:00</sent><status>Actual</status><msgType>Alert</msgType><source>PVW</source><scope>Public</scope><code>id:2.49.0.0.276.0.DWD.1</code><info>',
        ),
    ),
    '\n',
  ),
  made(
    'gdacs.xml',
    alert(
      cap12,
      `<identifier>GDACS_EQ_1500001</identifier><sender>info@gdacs.org</sender><sent>2026-10-14T06:12:00-00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><incidents>1500001</incidents>
<info><category>Geo</category><event>Earthquake</event><urgency>Past</urgency><severity>Severe</severity><certainty>Observed</certainty><senderName>Global Disaster Alert and Coordination System</senderName><headline>Orange earthquake alert (Magnitude 6.9M, Depth:10km) in Greece</headline><description>On 10/14/2026 5:58:12 AM, an earthquake occurred in Greece.</description><web>https://www.gdacs.org/report.aspx?eventtype=EQ&amp;eventid=1500001</web>
<parameter><valueName>eventid</valueName><value>1500001</value></parameter><parameter><valueName>alertlevel</valueName><value>Orange</value></parameter><parameter><valueName>fromdate</valueName><value>Wed, 14 Oct 2026 05:58:12 GMT</value></parameter>
<area><areaDesc>Polygon</areaDesc><polygon>38,23 39,23 39,24 38,23</polygon></area><area><areaDesc>Epicentre</areaDesc><circle>38.1,23.2 0</circle></area></info>
`,
    ),
    '\n',
  ),
  made(
    'naads.xml',
    alert(
      cap12,
      `<identifier>urn:oid:2.49.0.1.124.1</identifier><sender>cap-pac@canada.ca</sender><sent>2026-10-14T08:12:00-00:00</sent><status>Actual</status><msgType>Cancel</msgType><source>Env. Can. - Can. Met. Ctr. - Montréal</source><scope>Public</scope><code>profile:CAP-CP:0.4</code><note>Service Notice</note><references>cap-pac@canada.ca,urn:oid:2.49.0.1.124.0,2026-10-14T07:12:00-00:00 cap-pac@canada.ca,urn:oid:2.49.0.1.124.9,2026-10-14T06:12:00-00:00</references>
<info><language>fr-CA</language><category>Met</category><event>tornade</event><responseType>AllClear</responseType><urgency>Past</urgency><severity>Minor</severity><certainty>Unlikely</certainty><headline>avertissement de tornade terminé</headline><area><areaDesc>Ville de Québec</areaDesc></area></info>
<info><language>en-CA</language><category>Met</category><event>tornado</event><responseType>AllClear</responseType><urgency>Past</urgency><severity>Minor</severity><certainty>Unlikely</certainty><headline>tornado warning ended</headline><area><areaDesc>Québec City</areaDesc></area></info>
<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="NAADS Signature"><SignedInfo/></Signature>
`,
    ),
    '\n',
  ),
  made(
    'meteoalarm-feed.xml',
    `<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><id>x</id><title>MeteoAlarm</title><entry><cap:event>Wind</cap:event><title>Yellow Wind</title><link type="application/cap+xml" href="https://example.org/1"/></entry></feed>`,
    '\n',
  ),
]
