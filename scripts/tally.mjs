// Adds up what the test runners wrote. What could not even start counts as failed: a sum must not look better than it is.
import { readFileSync } from 'node:fs'

/**
 * @param {{ vitest: string, playwright: string }} files results in each runner's own JSON
 * @returns {{ passed: number, failed: number, skipped: string[], problems: string[] }} `skipped` by name
 */
export function tally({ vitest, playwright }) {
  const sums = [read('vitest', vitest, ofVitest), read('playwright', playwright, ofPlaywright)]
  return {
    passed: sums[0].passed + sums[1].passed,
    failed: sums[0].failed + sums[1].failed,
    skipped: sums.flatMap((part) => part.skipped),
    problems: sums.flatMap((part) => part.problems),
  }
}

function read(runner, file, count) {
  let results
  try {
    results = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 1, skipped: [], problems: [`${runner} wrote no results`] }
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
    skipped: tests.filter((test) => !['passed', 'failed'].includes(test.status)).map((test) => test.fullName),
    problems: broken.map((file) => `${file.name} failed outside its tests`),
  }
}

function ofPlaywright({ stats, suites, errors }) {
  const skipped = suites
    .flatMap(specsOf)
    .flatMap(({ title, tests }) =>
      tests.filter((test) => test.status === 'skipped').map((test) => `[${test.projectName}] ${title}`),
    )
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped,
    problems: errors.map((error) => `playwright: ${error.message}`),
  }
}

const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)]
