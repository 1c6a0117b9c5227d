// Adds up what the test runners wrote. What could not even start counts as failed: a sum must not look better than it is.
import { readFileSync } from 'node:fs'

/**
 * @param {{ vitest: string, playwright: string }} files results in each runner's own JSON
 * @returns {{ passed: number, failed: number, failures: string[], shaky: string[], skipped: string[], problems: string[] }} by name; `shaky` passed on a second try
 */
export function tally({ vitest, playwright }) {
  const sums = [read('vitest', vitest, ofVitest), read('playwright', playwright, ofPlaywright)]
  return {
    passed: sums[0].passed + sums[1].passed,
    failed: sums[0].failed + sums[1].failed,
    failures: sums.flatMap((part) => part.failures),
    shaky: sums.flatMap((part) => part.shaky),
    skipped: sums.flatMap((part) => part.skipped),
    problems: sums.flatMap((part) => part.problems),
  }
}

function read(runner, file, count) {
  let results
  try {
    results = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, failures: [], shaky: [], skipped: [], problems: [`${runner} wrote no results`] }
  }
  return count(results)
}

function ofVitest({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults)
  const broken = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: tests.filter((test) => test.status === 'failed').length + broken.length,
    failures: tests.filter((test) => test.status === 'failed').map((test) => test.fullName),
    shaky: [],
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
    problems: broken.map((file) => `${file.name} failed outside its tests`),
  }
}

function ofPlaywright({ stats, suites, errors }) {
  const specs = suites.flatMap(specsOf)
  const named = (status) =>
    specs.flatMap(({ title, tests }) =>
      tests.filter((test) => test.status === status).map((test) => `[${test.projectName}] ${title}`),
    )
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    failures: named('unexpected'),
    shaky: named('flaky'),
    skipped: named('skipped'),
    problems: errors.map((error) => `playwright: ${error.message}`),
  }
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
