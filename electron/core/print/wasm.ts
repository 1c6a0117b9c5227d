import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initSync, TypstCompilerBuilder, type TypstCompiler } from '@myriaddreamin/typst-ts-web-compiler'
import type { Engine, Sheet } from './engine.ts'
import { markArchival } from './mark-archival.ts'

const modules = createRequire(import.meta.url)

// The engine's numbers: paged output, the PDF format, diagnostics as objects.
const paged = 0
const pdfFormat = 1
const asObjects = 3

/** What the engine's calls give; its own types leave it open. */
interface Answer {
  result?: Uint8Array
  hasError?: boolean
  diagnostics?: unknown
}

/**
 * Typst as WebAssembly, the same on every platform. It sees no file system, no fonts of the machine and no network. It
 * writes a tagged PDF with attachments but knows no archival standard: what PDF/A-3u asks for is added afterwards.
 */
export function wasmEngine(): Engine {
  initSync({ module: readFileSync(modules.resolve('@myriaddreamin/typst-ts-web-compiler/wasm')) })
  return {
    name: 'Typst 0.14.2 (WASM)',
    conformance: 'PDF/A-3u',
    async set(sheet) {
      const compiler = await compilerFor(sheet)
      const made = pdfOf(compiler)
      compiler.free()
      return 'failed' in made ? made : markArchival(made.pdf, sheet.attachments)
    },
  }
}

async function compilerFor({ source, files, fonts }: Sheet): Promise<TypstCompiler> {
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const font of fonts) await builder.add_raw_font(font)
  const compiler = await builder.build()
  for (const { path, bytes } of files) compiler.map_shadow(path, bytes)
  compiler.add_source('/main.typ', source)
  return compiler
}

function pdfOf(compiler: TypstCompiler): { pdf: Uint8Array } | { failed: string } {
  const world = compiler.snapshot(null, '/main.typ', null)
  const { hasError, diagnostics } = world.compile(paged, asObjects) as Answer
  if (hasError) return { failed: JSON.stringify(diagnostics) }
  const written = world.get_artifact(pdfFormat, asObjects) as Answer
  world.free()
  return written.result ? { pdf: written.result } : { failed: JSON.stringify(written.diagnostics ?? 'no PDF') }
}
