import type { Engine } from './engine.ts'

// A folder that does not exist: a real one could be read by the engine, symbolic links and all.
const root = '/holdfast-no-such-folder'

/** Typst as a program of this platform; undefined where there is none. It checks PDF/A-3a itself as it writes. */
export async function nativeEngine(): Promise<Engine | undefined> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler').catch(() => ({
    NodeCompiler: undefined,
  }))
  if (!NodeCompiler) return undefined
  return {
    name: 'Typst 0.14.2 (native)',
    conformance: 'PDF/A-3a',
    async set({ source, files, fonts, at }) {
      const compiler = NodeCompiler.create({ workspace: root, fontArgs: [{ fontBlobs: fonts.map(bufferOf) }] })
      for (const { path, bytes } of files) compiler.mapShadow(root + path, bufferOf(bytes))
      compiler.addSource(`${root}/main.typ`, source)
      const compiled = compiler.compile({ mainFilePath: `${root}/main.typ` })
      const document = compiled.result
      if (!document) return { failed: JSON.stringify(compiled.takeError()?.shortDiagnostics ?? 'no document') }
      const pdf = compiler.pdf(document, { pdfStandard: 'a-3a', creationTimestamp: at })
      return { pdf, pages: document.numOfPages }
    },
  }
}

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
