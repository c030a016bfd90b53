import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** In CI a test that did not run is a test that failed: nobody reads "12 skipped". */
export default class NoSkips implements Reporter {
  readonly #skipped: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') this.#skipped.push(test.titlePath().join(' › '));
  }

  onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    const refused = process.env['CI'] !== undefined && this.#skipped.length > 0;
    if (refused) process.stderr.write(`Skipped in CI, which counts as failed:\n  ${this.#skipped.join('\n  ')}\n`);
    return Promise.resolve({ status: refused ? 'failed' : result.status });
  }

  printsToStdio(): boolean {
    return false;
  }
}
