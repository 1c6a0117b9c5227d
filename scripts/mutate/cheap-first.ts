import type { TestSequencer, TestSpecification, Vitest } from 'vitest/node'

/** Files that ran shortest before come first: a run ends with the first test that fails. */
export class CheapFirst implements TestSequencer {
  readonly #vitest: Vitest

  constructor(vitest: Vitest) {
    this.#vitest = vitest
  }

  shard(files: TestSpecification[]): TestSpecification[] {
    return files
  }

  sort(files: TestSpecification[]): TestSpecification[] {
    const cost = (file: TestSpecification): number => this.#vitest.cache.getTestSpecificationResult(file)?.duration ?? 0
    return files.toSorted((a, b) => cost(a) - cost(b))
  }
}
