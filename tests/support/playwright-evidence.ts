import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** What is printed of one failed test's evidence, in characters. */
const ENOUGH = 2500;

/** Prints at the end what people last saw in tests that failed: where nobody can look at the files, the output has to tell. */
export default class Evidence implements Reporter {
  readonly #seen: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === test.expectedStatus) return;
    for (const { name, contentType, body } of result.attachments) {
      if (contentType === 'text/plain' && body) this.#seen.push(`${test.title}, ${name}:\n${body.toString('utf8').slice(0, ENOUGH)}`);
    }
  }

  onEnd(): void {
    if (this.#seen.length > 0) process.stdout.write(`\n${this.#seen.join('\n\n')}\n`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
