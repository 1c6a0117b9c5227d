import type { Source } from '../source.ts'

// PDFium asks for the bytes of a file by a function of C (FPDF_FILEACCESS). This build of it takes none from outside: the table of
// its functions is full. So it is given one entry more before it is compiled, and a function of WebAssembly that calls ours.

/** What PDFium calls for bytes: `pointer` as a function of C; `files` by the parameter that stands beside it. */
export interface ReadAt {
  pointer: number
  files: Map<number, Source>
}

const tableSection = 4
const elementsOfFunctions = 0x70

/** The binary with one more entry in its table of functions, which is number `spare`. Fails with TypeError for another build. */
export function withSpareEntry(original: Uint8Array): { binary: ArrayBuffer; spare: number } {
  const bytes = Uint8Array.from(original)
  let at = 8
  while (at < bytes.length) {
    const section = bytes[at]
    const size = leb(bytes, at + 1)
    const body = size.end
    if (section !== tableSection) {
      at = body + size.value
      continue
    }
    // One table of functions, with a least and a greatest number of entries: `01 70 01 least greatest`.
    const least = leb(bytes, body + 3)
    const greatest = leb(bytes, least.end)
    const known = bytes[body] === 1 && bytes[body + 1] === elementsOfFunctions && bytes[body + 2] === 1
    if (!known || least.value !== greatest.value || greatest.end !== body + size.value) break
    for (const from of [body + 3, least.end]) addOne(bytes, from)
    if (leb(bytes, body + 3).value !== least.value + 1) break
    return { binary: bytes.buffer, spare: least.value }
  }
  throw new TypeError('This build of PDFium has another table of functions than is known here.')
}

/** An unsigned number as WebAssembly writes it (LEB128). */
function leb(bytes: Uint8Array, from: number): { value: number; end: number } {
  let value = 0
  for (let end = from, shift = 0; ; end++, shift += 7) {
    const byte = bytes[end] ?? 0
    value += (byte & 0x7f) * 2 ** shift
    if ((byte & 0x80) === 0) return { value, end: end + 1 }
  }
}

/** Adds one where that takes no more bytes: the first seven bits are not all set. */
function addOne(bytes: Uint8Array, at: number): void {
  const first = bytes[at] ?? 0x7f
  if ((first & 0x7f) !== 0x7f) bytes[at] = first + 1
}

/** `(module (import "a" "b" (func (param i32 i32 i32 i32) (result i32))) (export "c" (func 0)))` */
const bridge = Uint8Array.from(
  Buffer.from('0061736d0100000001090160047f7f7f7f017f02070101610162000007050101630000', 'hex'),
)

interface Engine {
  Module: new (bytes: Uint8Array) => object
  Instance: new (
    module: object,
    imports: Record<string, Record<string, unknown>>,
  ) => { exports: Record<string, unknown> }
}

/** The table of functions of a module. */
export interface FunctionTable {
  set(index: number, value: unknown): void
}

/** `int GetBlock(void *param, unsigned long position, unsigned char *buffer, unsigned long size)`; 0: it failed. */
export function readAtOf(memory: { HEAPU8: Uint8Array }): { callback: unknown; files: Map<number, Source> } {
  const files = new Map<number, Source>()
  const read = (file: number, position: number, buffer: number, size: number): number => {
    const source = files.get(file)
    // Numbers of C that have no sign come here with one.
    const [at, to, length] = [position >>> 0, buffer >>> 0, size >>> 0]
    if (!source || at + length > source.size) return 0
    try {
      memory.HEAPU8.set(source.read(at, length), to)
      return 1
    } catch {
      return 0
    }
  }
  // The types of Node leave out what they share with browsers.
  const { WebAssembly: engine } = globalThis as unknown as { WebAssembly: Engine }
  const { exports } = new engine.Instance(new engine.Module(bridge), { a: { b: read } })
  return { callback: exports['c'], files }
}
