// Reads pictures by OCR in this process, and prints what it read: for the test that watches what such a process asks the system for.
import { readFileSync } from 'node:fs'
import { openOcr } from '../../electron/core/evidence/reading/ocr/recognise.ts'

const { read } = await openOcr({ languages: ['eng'] })
for (const path of process.argv.slice(2))
  process.stdout.write((await read({ bytes: readFileSync(path), dpi: undefined })).text)
process.exit(0)
