import { describe, test } from 'vitest'
import { newVault, testApp } from '../support/app.ts'
import { mailCases } from './cases-mail.ts'
import { tableCases } from './cases-tables.ts'
import { caseOf } from './cases.ts'
import { areCasesThere } from './real.ts'

// Inputs on which importers were wrong once, and what is right for each. A kind of file has a table of its own beside this.

describe.skipIf(!areCasesThere)('cases of importers that were wrong (../shared/cases/reports)', () => {
  test.each([...mailCases, ...tableCases])('%s', async (folder, check) => {
    const app = testApp()
    try {
      await newVault(app)
      await check(caseOf(app, folder))
    } finally {
      await app.end()
    }
  })
})
