import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { basename, dirname, resolve } from 'node:path'
import { writeLicences } from './scripts/release/licences.ts'
import { writePapers } from './scripts/release/papers.ts'
import { buildReportForm } from './scripts/report-form.mjs'

// Each entry is a program of its own; what they share lies in out/chunks. Dependencies stay in node_modules: several are
// native, and one copy of each serves every host. Drizzle is bundled: a start would read 130 files of it, for databases we do not use too.
const programs = {
  'desktop/main': 'electron/hosts/desktop/main.ts',
  'core/main': 'electron/hosts/desktop-core/main.ts',
  'cli/main': 'electron/hosts/cli/main.ts',
  'browser/main': 'electron/hosts/browser/main.ts',
  'reader/main': 'electron/core/reader-child.ts',
  'database/main': 'electron/core/record/vault/database-worker/child.ts',
  'typesetter/main': 'electron/core/print/child.ts',
}

/** The folder of a stylesheet is its namespace: `.row` of features/exhibits is `exhibits_row` on the screen. */
const styleName = (name: string, file: string): string => `${basename(dirname(file))}_${name}`

const over = process.env['HOLDFAST_BUILD'] === 'over'

export default defineConfig({
  main: {
    build: {
      outDir: 'out',
      // `npm run dev` builds over what runs.
      emptyOutDir: !over,
      target: 'node24',
      externalizeDeps: { exclude: ['drizzle-orm'] },
      rolldownOptions: {
        input: programs,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload can load nothing beside itself.
      isolatedEntries: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { desktop: 'electron/preload/desktop.ts', browser: 'electron/preload/browser.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // One build for both window hosts: relative URLs, because one serves it from https://app.local/ and the other from
  // app://holdfast/; nothing inlined as data:, because the content security policy lets fonts and scripts come from files only.
  renderer: {
    root: 'renderer',
    base: './',
    css: { modules: { generateScopedName: styleName } },
    plugins: [
      react(),
      { name: 'report-form', closeBundle: buildReportForm },
      { name: 'licences', closeBundle: () => writeLicences(import.meta.dirname) },
      { name: 'papers', closeBundle: () => writePapers(import.meta.dirname) },
    ],
    build: {
      outDir: resolve('out/renderer'),
      emptyOutDir: !over,
      minify: true,
      assetsInlineLimit: 0,
      modulePreload: false,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
  },
})
