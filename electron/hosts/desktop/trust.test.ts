import { describe, expect, it } from 'vitest'
import { isOurFrame, isOurRequest } from './trust.ts'

describe('who may speak to the core', () => {
  it('is the main frame of our origin', () => {
    expect(isOurFrame({ origin: 'app://holdfast', parent: null })).toBe(true)
  })
  it.each([
    ['a frame that is gone', null],
    ['no frame', undefined],
    ['a frame inside ours', { origin: 'app://holdfast', parent: {} }],
    ['another origin', { origin: 'https://example.org', parent: null }],
    ['another host of our scheme', { origin: 'app://other', parent: null }],
    ['a longer name', { origin: 'app://holdfast.example', parent: null }],
    ['a sandboxed page', { origin: 'null', parent: null }],
    ['a file', { origin: 'file://', parent: null }],
  ])('is not %s', (_who, frame) => {
    expect(isOurFrame(frame)).toBe(false)
  })
})

describe('what may be requested', () => {
  it.each(['app://holdfast/index.html', 'blob:app://holdfast/7b9c', 'data:image/png;base64,AA=='])('%s', (url) => {
    expect(isOurRequest(url)).toBe(true)
  })
  it.each([
    'https://example.org/',
    'http://127.0.0.1/',
    'ws://localhost/',
    'file:///etc/passwd',
    'app://holdfast.example/',
    'app://holdfast@example.org/',
    'app://other/',
    'blob:https://example.org/7b9c',
    'data:text/html,<script></script>',
    'devtools://devtools/bundled/inspector.html',
  ])('not %s', (url) => {
    expect(isOurRequest(url)).toBe(false)
  })
})
