import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// One build for both window hosts: relative URLs, because one serves it from https://app.local/ and the other from
// app://holdfast/; nothing inlined as data:, because the content security policy lets fonts and scripts come from files only.
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../out/renderer',
    emptyOutDir: true,
    minify: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 1500,
  },
})
