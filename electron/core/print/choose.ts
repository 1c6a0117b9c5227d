import type { Engine, EngineKind } from './engine.ts'
import { nativeEngine } from './native.ts'

/** The engine asked for; else the native one where it can be loaded, and WebAssembly elsewhere. */
export async function chooseEngine(wanted?: EngineKind): Promise<Engine> {
  const native = wanted === 'wasm' ? undefined : await nativeEngine()
  if (native) return native
  if (wanted === 'native') throw new Error('the native engine does not exist here')
  // Loaded on demand: 28 MB that the other engine does without.
  const { wasmEngine } = await import('./wasm.ts')
  return wasmEngine()
}
