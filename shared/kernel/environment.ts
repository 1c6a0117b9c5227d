// What a process that we start gets of our environment: what is named here, and nothing else. An environment holds what
// somebody left in it: passphrases, tokens, options of a runtime.

type Environment = Readonly<Record<string, string | undefined>>

/** What an operating system needs to start a program. */
const system = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']
/** Whose it is, and how they write times and words. */
const person = ['HOME', 'USERPROFILE', 'TZ', 'LANG', 'LC_ALL']
/** What a program with windows needs: its screen, the session's bus, where its own files are. */
const desktop = [
  'LANGUAGE',
  'LC_CTYPE',
  'LC_MESSAGES',
  'LC_TIME',
  'DISPLAY',
  'WAYLAND_DISPLAY',
  'XAUTHORITY',
  'DBUS_SESSION_BUS_ADDRESS',
  'DESKTOP_SESSION',
  'XDG_CONFIG_DIRS',
  'XDG_CONFIG_HOME',
  'XDG_CACHE_HOME',
  'XDG_CURRENT_DESKTOP',
  'XDG_DATA_DIRS',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'XDG_SESSION_TYPE',
  'XMODIFIERS',
  'GTK_IM_MODULE',
  'GTK_THEME',
  'QT_IM_MODULE',
  'FONTCONFIG_FILE',
  'FONTCONFIG_PATH',
  'APPDATA',
  'LOCALAPPDATA',
  'ProgramData',
  'ProgramFiles',
  'ProgramFiles(x86)',
  'SystemDrive',
  'USERNAME',
  'USER',
  'LOGNAME',
  'windir',
  'ComSpec',
  'PATHEXT',
]

const names = {
  /** A disposable process of ours: a reader, the typesetter, work on a copy of a database. */
  disposable: system,
  /** Holdfast itself, in another process. */
  holdfast: [...system, ...person],
  /** A program of the system with windows: a browser, a dialog, the file manager. */
  program: [...system, ...person, ...desktop],
} as const

/** The environment of a process that we start, by what it is. */
export function environmentOf(kind: keyof typeof names, env: Environment): Record<string, string> {
  return Object.fromEntries(
    names[kind].flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}
