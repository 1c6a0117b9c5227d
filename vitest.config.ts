import { defineConfig } from 'vitest/config'

const everywhere = ['shared/**/*.test.ts', 'electron/**/*.test.ts', 'renderer/**/*.test.ts', 'tests/**/*.test.ts']
const never = ['node_modules/**', 'tests/e2e/**', 'tests/architecture/planted/**']

/** Power cuts, kills, full disks, changed files: `npm run faults` runs them in full. */
const faults = ['tests/faults/**/*.test.ts', 'tests/installed/**/*.test.ts']
/** Command lines in processes of their own, inputs by the hundred, other people's readers, budgets, searches for a counter-example. */
const slow = [
  'tests/{bench,cli,migrations,real}/**/*.test.ts',
  '**/*.property.test.ts',
  '**/referees.test.ts',
  '**/release/packet/{hostile,verify}.test.ts',
  '**/readers/readers.test.ts',
  '**/members/maintenance.test.ts',
  'tests/vectors/old-headers.test.ts',
]
/** Those that put another module in the place of one, which nobody else must find there. */
const alone = ['**/vault/placing.test.ts', '**/core/every-query.test.ts', '**/print/choose.test.ts']

// `npm run test:unit -- --project fast` runs one of the three. The modules of the fast ones are loaded once for many files.
export default defineConfig({
  test: {
    // The longest (200 audits of changed vaults) takes a minute on a quiet computer.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: everywhere,
          exclude: [...never, ...slow, ...alone, ...faults],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'slow', include: [...slow, ...alone], exclude: [...never, ...faults] } },
      { extends: true, test: { name: 'faults', include: faults } },
    ],
  },
})
