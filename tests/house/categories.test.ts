import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { categories } from '../../shared/contract/intake.ts'
import { templateBodies } from '../../shared/contract/templates.ts'

const resources = join(import.meta.dirname, '../../resources')

// What is reported must lead somewhere: each category is asked for, graded and worked on by something of its own.
test.each([
  ['forms', 'form'],
  ['triage', 'triage'],
  ['playbooks', 'playbook'],
] as const)('every category has one of %s, whole and under its own name', (folder, kind) => {
  const names = readdirSync(join(resources, folder)).map((name) => name.replace(/\.json$/, ''))
  expect(names.sort()).toEqual([...categories].sort())
  for (const name of names) {
    const body = templateBodies[kind].parse(JSON.parse(readFileSync(join(resources, folder, `${name}.json`), 'utf8')))
    expect([name, body.category]).toEqual([name, name])
  }
})
