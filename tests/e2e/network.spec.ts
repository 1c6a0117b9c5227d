import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { recorded, strace } from './capture.ts'
import { makeVault } from './steps.ts'

// Nothing leaves the computer, whatever the page tries: the kernel's calls of the host and all that it started are read.

test.skip(strace === undefined, 'no strace on this computer')

let folder: string
test.beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-network-'))))
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))

/** Everything by which a page has ever spoken to somebody else. Addresses are of the ranges kept for documents. */
const tries = `(async () => {
  const hosts = ['192.0.2.7', '[2001:db8::7]', 'example.org']
  const quiet = (act) => { try { const made = act(); made?.catch?.(() => undefined) } catch {} }
  for (const host of hosts) {
    for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'stylesheet', 'icon', 'modulepreload', 'prerender'])
      document.head.append(Object.assign(document.createElement('link'), { rel, href: 'https://' + host + '/' + rel, as: 'image' }))
    for (const name of ['img', 'script', 'iframe', 'video', 'audio', 'embed', 'source'])
      document.body.append(Object.assign(document.createElement(name), { src: 'https://' + host + '/' + name }))
    document.body.append(Object.assign(document.createElement('object'), { data: 'https://' + host + '/object' }))
    quiet(() => fetch('https://' + host + '/', { mode: 'no-cors' }))
    quiet(() => fetch('http://' + host + '/', { method: 'POST', body: 'x', keepalive: true, mode: 'no-cors' }))
    quiet(() => navigator.sendBeacon('https://' + host + '/', 'x'))
    quiet(() => new WebSocket('wss://' + host + '/'))
    quiet(() => new EventSource('https://' + host + '/'))
    quiet(() => new WebTransport('https://' + host + ':443/').ready)
    quiet(() => new Worker('https://' + host + '/worker.js'))
    quiet(() => { const request = new XMLHttpRequest(); request.open('GET', 'https://' + host + '/'); request.send() })
    quiet(() => window.open('https://' + host + '/'))
    quiet(() => document.body.append(Object.assign(document.createElement('a'), { href: '/', ping: 'https://' + host + '/' })))
    const form = Object.assign(document.createElement('form'), { action: 'https://' + host + '/', method: 'post' })
    document.body.append(form)
    quiet(() => form.submit())
  }
  for (const url of ['stun:192.0.2.7:3478', 'stun:198.51.100.7:3478', 'turn:192.0.2.7:3478?transport=udp', 'turn:192.0.2.7:3478?transport=tcp', 'stun:[2001:db8::7]:3478'])
    quiet(async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: url, username: 'u', credential: 'c' }] })
      peer.createDataChannel('x')
      await peer.setLocalDescription(await peer.createOffer())
      // As if the other side had answered, from an address outside.
      peer.addIceCandidate({ candidate: 'candidate:1 1 udp 2113937151 192.0.2.8 54321 typ host', sdpMid: '0' })
    })
  quiet(async () => {
    const [one, two] = [new RTCPeerConnection(), new RTCPeerConnection()]
    one.createDataChannel('x')
    await one.setLocalDescription(await one.createOffer())
    await two.setRemoteDescription(one.localDescription)
    await two.setLocalDescription(await two.createAnswer())
    await one.setRemoteDescription(two.localDescription)
    for (const peer of [one, two])
      await peer.addIceCandidate({ candidate: 'candidate:1 1 udp 2113937151 192.0.2.8 54321 typ host', sdpMid: '0' })
  })
  await new Promise((resolve) => setTimeout(resolve, 6000))
  return document.querySelectorAll('iframe').length
})()`

test('a page that tries everything sends not one packet', async ({ start }) => {
  test.setTimeout(180_000)
  const calls: (() => string[])[] = []
  const { page, close } = await start((program) => {
    const made = recorded(folder, program)
    calls.push(made.sent)
    return made.program
  })
  await makeVault(page)
  expect(await page.evaluate(tries)).toBe(3)
  await close()
  expect(calls).toHaveLength(1)
  expect(calls[0]?.()).toEqual([])
})

test('the search for packets finds them', { tag: '@desktop' }, () => {
  const script = `const udp = require('node:dgram').createSocket('udp4'); udp.on('error', () => 0)
    udp.send('x', 9, '192.0.2.7', () => udp.close()); require('node:net').connect(9, '192.0.2.7').on('error', () => 0)
    require('node:net').connect(9, '127.0.0.1').on('error', () => 0); setTimeout(() => process.exit(), 500)`
  const { program, sent } = recorded(folder, process.execPath)
  spawnSync(program, ['-e', script])
  expect(new Set(sent().map((line) => /connect|send/.exec(line)?.[0]))).toEqual(new Set(['connect', 'send']))
  expect(sent()).toHaveLength(2)
})
