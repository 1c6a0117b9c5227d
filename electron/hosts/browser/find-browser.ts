import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'

/** What finding a browser looks at; a test gives its own. */
export interface Surroundings {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  isProgram(path: string): boolean
}

const commands = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'brave',
]

const macPrograms = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
  'Brave Browser.app/Contents/MacOS/Brave Browser',
]

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
]

/**
 * Absolute path of a Chromium-based browser: `$HOLDFAST_BROWSER` (a path or a command; when it is set nothing else is
 * looked at, so that a mistake shows), else the first one found where this system keeps them. Undefined: none.
 */
export function findBrowser(around: Surroundings = surroundings()): string | undefined {
  const { env, platform } = around
  const asked = env['HOLDFAST_BROWSER']
  const candidates = asked ? placesOf(asked, env) : knownPlaces(platform, env)
  return candidates.find((path) => around.isProgram(path))
}

function knownPlaces(platform: NodeJS.Platform, env: Surroundings['env']): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', join(env['HOME'] ?? homedir(), 'Applications')]
    return folders.flatMap((folder) => macPrograms.map((program) => `${folder}/${program}`))
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((one) => one)
    return folders.flatMap((folder) => windowsPrograms.map((program) => `${folder}\\${program}`))
  }
  return commands.flatMap((command) => placesOf(command, env))
}

function placesOf(command: string, env: Surroundings['env']): string[] {
  if (isAbsolute(command)) return [command]
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder))
  return folders.map((folder) => join(folder, command))
}

function surroundings(): Surroundings {
  return { platform: process.platform, env: process.env, isProgram }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
