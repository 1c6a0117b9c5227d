import { expect, test, vi } from 'vitest'
import { chooseEngine } from './choose.ts'

// What loading the native engine's package does where the registry has no binary for the platform.
vi.mock('@myriaddreamin/typst-ts-node-compiler', () => {
  throw new Error('Cannot find native binding.')
})

test('where the native engine cannot be loaded, WebAssembly sets the pages', async () => {
  expect(await chooseEngine()).toMatchObject({ name: 'Typst 0.14.2 (WASM)', conformance: 'PDF/A-3u' })
  await expect(chooseEngine('native')).rejects.toThrow('does not exist here')
})
