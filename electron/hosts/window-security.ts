// What the page of a window may do, the same in both hosts, with the reason for each line. A room that needs more adds a
// line here, and nowhere else.

/** A value of a policy, and why it is that. */
interface Line {
  value: string
  why: string
}

/** The content security policy, by directive. */
const content: Readonly<Record<string, Line>> = {
  'default-src': {
    value: "'none'",
    why: 'what no line below names is refused: frames, plugins, manifests',
  },
  'worker-src': { value: "'none'", why: 'no room works in a worker; without this line our own scripts could be one' },
  'script-src': { value: "'self'", why: 'our own files; nothing inline, nothing made of text' },
  'style-src': { value: "'self' 'unsafe-inline'", why: 'the component library places menus with inline styles' },
  'img-src': { value: "'self' data: blob:", why: 'pictures that a reader encoded anew, and those of the page itself' },
  'media-src': { value: "'self'", why: 'sound and video, decoded by the engine from ranges of the byte channel' },
  'font-src': { value: "'self'", why: 'the typefaces that come with the program' },
  'connect-src': { value: "'self'", why: 'the byte channel; no other address, no socket, no beacon' },
  'base-uri': { value: "'none'", why: 'a planted <base> would turn our relative addresses elsewhere' },
  'form-action': { value: "'none'", why: 'no form is sent; the page speaks over its port' },
  'frame-ancestors': { value: "'none'", why: 'nobody shows the page inside of theirs' },
}

/** The one permission of the page, by Chromium's name. Every other is refused without a question. */
const allowed: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'a hash or a number is copied when a person clicks on it',
}

/** Features of the page's own policy, by Chromium's names: `self` or nobody. Those that are not named are refused by the permissions. */
const features: Readonly<Record<string, Line>> = {
  'clipboard-write': { value: '(self)', why: 'copying a hash or a number' },
  'clipboard-read': { value: '()', why: 'what is pasted comes with the act of pasting' },
  camera: { value: '()', why: 'no room takes pictures' },
  microphone: { value: '()', why: 'no room records sound' },
  'display-capture': { value: '()', why: 'a screen shows more than a case' },
  geolocation: { value: '()', why: 'places are typed; the computer’s own is nobody’s business' },
  usb: { value: '()', why: 'no device is spoken to' },
  serial: { value: '()', why: 'no device is spoken to' },
  hid: { value: '()', why: 'no device is spoken to' },
  bluetooth: { value: '()', why: 'no device is spoken to' },
  midi: { value: '()', why: 'no device is spoken to' },
  payment: { value: '()', why: 'nothing is paid' },
  'publickey-credentials-get': { value: '()', why: 'a vault is opened by the core, with no web credential' },
  'publickey-credentials-create': { value: '()', why: 'a vault is opened by the core, with no web credential' },
  'identity-credentials-get': { value: '()', why: 'nobody signs in anywhere' },
  'screen-wake-lock': { value: '()', why: 'a screen that sleeps locks' },
  'idle-detection': { value: '()', why: 'the core itself sees when nobody works' },
  'local-fonts': { value: '()', why: 'they would tell one computer from another' },
  'window-management': { value: '()', why: 'windows are placed by the host' },
  accelerometer: { value: '()', why: 'no room uses it' },
  gyroscope: { value: '()', why: 'no room uses it' },
  magnetometer: { value: '()', why: 'no room uses it' },
  'sync-xhr': { value: '()', why: 'no old way to stand still' },
  'xr-spatial-tracking': { value: '()', why: 'no room uses it' },
}

/** Headers of every answer that a window's page gets, beside the two policies. */
const headers: Readonly<Record<string, Line>> = {
  'x-content-type-options': { value: 'nosniff', why: 'a file is what we say it is' },
  'referrer-policy': { value: 'no-referrer', why: 'an address may name a case' },
  'cross-origin-opener-policy': { value: 'same-origin', why: 'no other page holds our window' },
  'cross-origin-resource-policy': { value: 'same-origin', why: 'no other page loads our files' },
  'cross-origin-embedder-policy': { value: 'require-corp', why: 'nothing of others is loaded into our process' },
  'cache-control': { value: 'no-store', why: 'the page is served from our own files each time; nothing of it is kept' },
}

const values = (lines: Readonly<Record<string, Line>>): [string, string][] =>
  Object.entries(lines).map(([name, { value }]) => [name, value])

export const contentSecurityPolicy = values(content)
  .map((line) => line.join(' '))
  .join('; ')

export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'permissions-policy': values(features)
    .map((line) => line.join('='))
    .join(', '),
  ...Object.fromEntries(values(headers)),
}

/** Whether our page has a permission, by Chromium's name for it. */
export const isAllowed = (permission: string): boolean => Object.hasOwn(allowed, permission)
