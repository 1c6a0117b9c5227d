// Builds the page of the report form into out/report-form: one script and one style, with nothing beside them. The core
// puts both into the one file that it writes. Also run by electron.vite.config.ts, and by a host that runs from sources.
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

export async function buildReportForm() {
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    build: {
      outDir: 'out/report-form',
      emptyOutDir: true,
      minify: true,
      // Phones live longer than browsers on a desk.
      target: ['chrome90', 'firefox90', 'safari15'],
      modulePreload: false,
      // A style of its own: the page's policy lets no script make one.
      cssCodeSplit: false,
      rolldownOptions: {
        input: 'renderer/report-form/main.ts',
        output: { format: 'iife', entryFileNames: 'form.js', assetFileNames: 'form.[ext]' },
      },
    },
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildReportForm()
