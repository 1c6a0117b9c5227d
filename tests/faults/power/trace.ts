import { dirname } from 'node:path'

/** What a process asked of the disk. `from` and `to` are where in the trace the call began and returned. */
export type Operation = { from: number; to: number } & (
  | { kind: 'write'; file: number; at: number; bytes: Buffer }
  | { kind: 'truncate'; file: number; size: number }
  | { kind: 'sync'; file: number }
  /** A name in a folder; `file` undefined takes the name away. A rename is both, and happens at once. */
  | { kind: 'names'; changes: { folder: number; name: string; file: number | undefined }[] }
  | { kind: 'printed'; text: string }
)

/** A recorded run: every operation below the root, whose own number is 0. Other folders have a number as files do. */
export interface Recording {
  operations: Operation[]
  folders: ReadonlySet<number>
  /** The path that each number had first, for people. */
  paths: ReadonlyMap<number, string>
  /** How many lines the trace has. */
  length: number
}

/** What strace is asked to follow: all that changes a file, and what this reader could not follow. */
export const followed =
  'clone,clone3,open,openat,creat,close,write,pwrite64,writev,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,' +
  'rmdir,mkdir,mkdirat,mmap,pwritev,pwritev2,truncate,link,linkat,symlink,symlinkat,fallocate,copy_file_range,' +
  'sendfile,splice,sync_file_range,io_uring_setup'

interface Handle {
  file: number
  /** Where the next write without a place goes. */
  at: number
}

/** The process of each thread: a thread was begun with the open files of another, a process has its own. */
function processes(lines: readonly string[]): (thread: string) => string {
  const parents = new Map<string, string>()
  const begun = new Map<string, string>()
  for (const line of lines) {
    const [, parent = '', words = ''] =
      /^(\d+) +clone3?\((.*)$/.exec(line) ?? /^(\d+) +<\.\.\. clone3? resumed>(.*)$/.exec(line) ?? []
    if (words.endsWith('<unfinished ...>')) begun.set(parent, words)
    else if (`${begun.get(parent)}${words}`.includes('CLONE_FILES')) {
      parents.set(/ = (\d+)/.exec(words)?.[1] ?? '', parent)
      begun.delete(parent)
    }
  }
  return (thread) => {
    let process = thread
    for (let up = parents.get(process); up !== undefined; up = parents.get(process)) process = up
    return process
  }
}

/**
 * Reads the trace of a process, its threads and the processes it starts (`strace -f -xx`, lines in the order in which
 * calls began and returned). Throws when the process changed a file below `root` in a way that is not followed here: then the
 * recording would be wrong.
 */
export function readTrace(text: string, root: string): Recording {
  const operations: Operation[] = []
  const folders = new Set([0])
  const paths = new Map([[0, root]])
  const names = new Map([[root, 0]])
  const handles = new Map<string, Handle>()
  const begun = new Map<string, { call: string; words: string; from: number }>()
  const lines = text.split('\n')
  const processOf = processes(lines)
  const main = /^\d+/.exec(text)?.[0] ?? ''
  const keyOf = (thread: string, number: string | number): string => `${processOf(thread)} ${number}`

  const inside = (path: string): boolean => path.startsWith(`${root}/`)
  const folderOf = (path: string): number => names.get(dirname(path)) ?? fail(`a folder that was not made: ${path}`)
  const fresh = (path: string): number => {
    const file = paths.size
    paths.set(file, path)
    return file
  }
  const named = (
    path: string,
    file: number | undefined,
  ): { folder: number; name: string; file: number | undefined } => {
    if (file === undefined) names.delete(path)
    else names.set(path, file)
    return { folder: folderOf(path), name: path.slice(dirname(path).length + 1), file }
  }

  const opened = (words: string, handle: string, span: { from: number; to: number }): void => {
    const path = pathsIn(words)[0] ?? ''
    if (path === root) return void handles.set(handle, { file: 0, at: 0 })
    if (!inside(path)) return void handles.delete(handle)
    let file = names.get(path)
    if (file === undefined) {
      file = fresh(path)
      operations.push({ ...span, kind: 'names', changes: [named(path, file)] })
    } else if (words.includes('O_TRUNC')) operations.push({ ...span, kind: 'truncate', file, size: 0 })
    if (words.includes('O_APPEND')) fail(`a file that is only added to: ${path}`)
    handles.set(handle, { file, at: 0 })
  }

  const returned = (thread: string, call: string, words: string, result: number, from: number, to: number): void => {
    const span = { from, to }
    const number = Number(/^\d+/.exec(words)?.[0] ?? -1)
    const handle = handles.get(keyOf(thread, number))
    const [first = '', second = ''] = pathsIn(words)
    switch (call) {
      case 'open':
      case 'openat':
      case 'creat':
        return opened(words, keyOf(thread, result), span)
      case 'write':
      case 'writev': {
        const bytes = bytesIn(words).subarray(0, result)
        if (number === 1 && processOf(thread) === main)
          operations.push({ ...span, kind: 'printed', text: bytes.toString() })
        if (!handle) return
        operations.push({ ...span, kind: 'write', file: handle.file, at: handle.at, bytes })
        handle.at += bytes.length
        return
      }
      case 'pwrite64': {
        const at = Number(/(\d+)$/.exec(words)?.[1])
        const bytes = bytesIn(words).subarray(0, result)
        if (handle) operations.push({ ...span, kind: 'write', file: handle.file, at, bytes })
        return
      }
      case 'ftruncate':
        if (handle)
          operations.push({ ...span, kind: 'truncate', file: handle.file, size: Number(/\d+$/.exec(words)?.[0]) })
        return
      case 'fsync':
      case 'fdatasync':
        if (handle) operations.push({ ...span, kind: 'sync', file: handle.file })
        return
      case 'mkdir':
      case 'mkdirat': {
        if (!inside(first)) return
        const file = fresh(first)
        folders.add(file)
        operations.push({ ...span, kind: 'names', changes: [named(first, file)] })
        return
      }
      case 'unlink':
      case 'unlinkat':
      case 'rmdir':
        if (inside(first)) operations.push({ ...span, kind: 'names', changes: [named(first, undefined)] })
        return
      case 'rename':
      case 'renameat':
      case 'renameat2': {
        if (!inside(first) && !inside(second)) return
        const file = names.get(first) ?? fail(`a name that is not there: ${first}`)
        operations.push({ ...span, kind: 'names', changes: [named(first, undefined), named(second, file)] })
        return
      }
      case 'mmap': {
        const mapped = /, (\d+), \S+$/.exec(words)?.[1]
        const file = mapped === undefined ? undefined : handles.get(keyOf(thread, mapped))?.file
        // SQLite makes the index of its log anew: whatever a power cut leaves of it, nothing is read from it.
        if (words.includes('MAP_SHARED') && file !== undefined && !paths.get(file)?.endsWith('-shm'))
          fail(`a file is mapped: ${paths.get(file)}`)
        return
      }
      default:
        // Without a polling thread the ring is the one that libuv waits for sockets with; it writes no file.
        if (handle || inside(first) || inside(second) || words.includes('IORING_SETUP_SQPOLL'))
          fail(`${call} is not followed`)
    }
  }

  for (const [place, line] of lines.entries()) {
    const whole = /^(\d+) +(\w+)\((.*)\) += (-?\d+|0x[0-9a-f]+)/.exec(line)
    const start = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/.exec(line)
    const end = /^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+|0x[0-9a-f]+)/.exec(line)
    const [, thread = '', call = '', words = '', result = ''] = whole ?? start ?? end ?? []
    // A number is free for the next file as soon as its closing begins.
    if (call === 'close' && !end) handles.delete(keyOf(thread, Number(words)))
    else if (start) begun.set(thread, { call, words, from: place })
    else if (whole && Number(result) >= 0) returned(thread, call, words, Number(result), place, place)
    else if (end) {
      const open = begun.get(thread)
      begun.delete(thread)
      if (open?.call === call && Number(result) >= 0)
        returned(thread, call, open.words + words, Number(result), open.from, place)
    }
  }
  return { operations, folders, paths, length: lines.length }
}

const quoted = /"((?:\\x[0-9a-f]{2})*)"/g
const pathsIn = (words: string): string[] => [...words.matchAll(quoted)].map(([, text = '']) => unhex(text).toString())
const bytesIn = (words: string): Buffer =>
  Buffer.concat([...words.matchAll(quoted)].map(([, text = '']) => unhex(text)))
const unhex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex')

function fail(what: string): never {
  throw new Error(`the trace cannot be replayed: ${what}`)
}
