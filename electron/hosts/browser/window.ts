import { readFile } from 'node:fs/promises'
import { chromium, type BrowserContext, type CDPSession, type Page, type Request } from 'playwright-core'
import type { Part } from '../../../shared/contract/computer.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { ByteDoor } from '../../core/app.ts'
import { environmentOf } from '../../../shared/kernel/environment.ts'
import { answerBytes, pieceSize, tokenIn } from '../window-bytes.ts'
import { answerPage, mostWindows, type PageAnswer } from '../window-files.ts'
import { securityHeaders } from '../window-security.ts'
import { connectWindow, type OnDocument, type OnPicked } from './channel.ts'

/** The page's origin. No name server knows it and nothing listens there: every request is answered from our files. */
export const origin = 'https://app.local'

export interface WindowOptions {
  /** Path of the browser's program. */
  browser: string
  /** Folder for the browser's own files, private and fresh. */
  profile: string
  /** Folder of the built window, and the file of the script that runs before the page's own. */
  renderer: string
  pageScript: string
  /** No window on a screen; for tests and for pictures. */
  headless: boolean
  onDocument: OnDocument
  onPicked: OnPicked
  /** Where bytes for the page come from, and go to. */
  bytes: ByteDoor
}

const switches = [
  `--app=${origin}/`,
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--window-size=1440,900',
  '--deny-permission-prompts',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-domain-reliability',
  '--disable-quic',
  '--disable-sync',
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  // Without it a bar over the page calls the resolver rule above a risk, which is the rule that keeps requests in.
  '--test-type',
  // A page that opened a peer connection would open sockets.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
]

type Opened = { context: BrowserContext; page: Page; browser: Part }

/**
 * Opens the workstation's window in a system browser and loads its page. The browser is driven over a pipe: no port is
 * opened, and no request leaves. Fails with MISSING_RUNTIME when the browser does not start.
 */
export async function openWindow(options: WindowOptions): Promise<Opened> {
  try {
    return await openOnce(options)
  } catch {
    // On a busy computer a browser's first page was once seen to answer nothing; a second start has answered.
    return await openOnce(options)
  }
}

async function openOnce(options: WindowOptions): Promise<Opened> {
  const context = await launch(options)
  try {
    return await withinPatience(setUp(context, options))
  } catch (thrown) {
    await context.close().catch(() => undefined)
    throw thrown
  }
}

async function setUp(
  context: BrowserContext,
  { renderer, pageScript, onDocument, onPicked, bytes }: WindowOptions,
): Promise<Opened> {
  const page = context.pages()[0] ?? (await context.newPage())
  /** Windows that a page of ours asked for, and that are not there yet. */
  let asked = 0
  const begin = async (window: Page): Promise<CDPSession> => {
    const onAnother = (open: () => void): void => {
      if (context.pages().length + asked >= mostWindows) return
      asked += 1
      open()
    }
    const session = await context.newCDPSession(window)
    const leave = await connectWindow(session, origin, { onDocument, onPicked, onAnother })
    window.once('close', leave)
    window.once('crash', leave)
    await window.goto(`${origin}/`)
    return session
  }
  await context.route('**/*', async (route) => {
    const request = route.request()
    if (!request.url().startsWith(`${origin}/`)) {
      // 204 leaves the window where it is; a refused navigation would show the browser's error page in its place.
      return request.isNavigationRequest() ? route.fulfill({ status: 204 }) : route.abort('blockedbyclient')
    }
    if (tokenIn(request.url(), origin)) return route.fulfill(await wholeAnswer(request, bytes)).catch(() => undefined)
    return route.fulfill(await answerPage({ url: request.url(), method: request.method() }, origin, renderer))
  })
  // Windows stay where they are, and what opens beside those that were asked for is closed.
  context.on('page', (other) => {
    const wanted = asked > 0
    if (wanted) asked -= 1
    const there = wanted ? begin(other) : other.close()
    there.catch(() => other.close()).catch(() => undefined)
  })
  // In a function of its own: what the script declares must not become the page's globals.
  await context.addInitScript({ content: `(() => {${await readFile(pageScript, 'utf8')}\n})()` })
  const session = await begin(page)
  const { product } = await session.send('Browser.getVersion')
  const [name = '', version = ''] = product.split('/')
  return { context, page, browser: { name, version } }
}

/** Bytes that one answer may have: here a request is answered in one go. More is asked for in ranges. */
const answerLimit = 64 * pieceSize

async function wholeAnswer(request: Request, bytes: ByteDoor): Promise<PageAnswer> {
  const answer = await answerBytes(
    {
      url: request.url(),
      method: request.method(),
      range: request.headers()['range'],
      body: () => Promise.resolve(request.postDataBuffer() ?? Buffer.alloc(0)),
    },
    origin,
    bytes,
    pieceSize,
  )
  const refused = (status: number): PageAnswer => ({ status, headers: { ...securityHeaders }, body: Buffer.alloc(0) })
  if (Number(answer.headers['content-length'] ?? 0) > answerLimit) return refused(413)
  const parts: Uint8Array[] = []
  try {
    for await (const part of answer.body) parts.push(part)
  } catch {
    return refused(404)
  }
  return { status: answer.status, headers: answer.headers, body: Buffer.concat(parts) }
}

/** Milliseconds in which a browser must start, and then in which its page must be there. */
const patience = 20_000

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(new HoldfastError('MISSING_RUNTIME', 'The browser opened no page.', 'Close other programs; try again.')),
      patience,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function launch({ browser, profile, headless }: WindowOptions): Promise<BrowserContext> {
  // The system's user 0 cannot use Chromium's sandbox; everyone else has it.
  const chromiumSandbox = process.getuid?.() !== 0
  try {
    return await chromium.launchPersistentContext(profile, {
      executablePath: browser,
      timeout: patience,
      headless,
      env: environmentOf('program', process.env),
      chromiumSandbox,
      viewport: null,
      colorScheme: null,
      reducedMotion: null,
      forcedColors: null,
      contrast: null,
      acceptDownloads: false,
      serviceWorkers: 'block',
      ignoreDefaultArgs: ['--enable-automation'],
      args: switches,
      // Signals are ours: the vault closes first.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    })
  } catch (thrown) {
    throw new HoldfastError(
      'MISSING_RUNTIME',
      `The browser at ${browser} did not start.`,
      'Set HOLDFAST_BROWSER to the path of a Chromium, Chrome, Edge or Brave, or use the command line (holdfast --help).',
      thrown,
    )
  }
}
