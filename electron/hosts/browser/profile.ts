import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Settings of a browser that is only a window: it remembers nothing that is typed, offers nothing, corrects nothing.
 * Written as the profile's own file because no switch covers them all.
 */
const preferences = {
  // Else a page that was refused an address makes the browser ask name servers, its maker's among them, for its maker's name.
  alternate_error_pages: { enabled: false },
  autofill: { enabled: false, profile_enabled: false, credit_card_enabled: false },
  browser: { check_default_browser: false, enable_spellchecking: false, has_seen_welcome_page: true },
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  download: { prompt_for_download: false },
  profile: {
    password_manager_enabled: false,
    password_manager_leak_detection: false,
    default_content_setting_values: { geolocation: 2, media_stream_camera: 2, media_stream_mic: 2, notifications: 2 },
  },
  // 2: fetch nothing because somebody might go there.
  net: { network_prediction_options: 2 },
  search: { suggest_enabled: false },
  // 5: start with a new page, never with the last session.
  session: { restore_on_startup: 5 },
  signin: { allowed: false },
  spellcheck: { dictionaries: [], use_spelling_service: false },
  translate: { enabled: false },
  webrtc: {
    ip_handling_policy: 'disable_non_proxied_udp',
    multiple_routes_enabled: false,
    nonproxied_udp_enabled: false,
  },
}

/**
 * Makes a fresh private browser profile in `folder` and returns its path. A profile lasts one session: what a killed
 * session left behind is removed first, so the caller must hold the lock on `folder`.
 */
export function makeProfile(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) {
    if (name.startsWith('profile-')) rmSync(join(folder, name), { recursive: true, force: true })
  }
  const profile = mkdtempSync(join(folder, 'profile-'))
  const own = join(profile, 'Default')
  mkdirSync(own, { mode: 0o700 })
  writeFileSync(join(own, 'Preferences'), JSON.stringify(preferences))
  writeFileSync(join(profile, 'First Run'), '')
  // Session files hold the text of form fields. A file where their folder should be keeps them from being written.
  writeFileSync(join(own, 'Sessions'), '')
  return profile
}

/** The process that uses a profile, as the browser notes it beside the profile (not on Windows). */
export function userOf(profile: string): number | undefined {
  try {
    return Number(/-(\d+)$/.exec(readlinkSync(join(profile, 'SingletonLock')))?.[1]) || undefined
  } catch {
    return undefined
  }
}

/**
 * Removes a profile once the browser that used it has ended: a browser that is still leaving writes some of its files
 * again. Waits five seconds at most.
 */
export async function removeProfile(profile: string, user: number | undefined): Promise<void> {
  for (let waited = 0; user !== undefined && isRunning(user) && waited < 5000; waited += 20) await sleep(20)
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
