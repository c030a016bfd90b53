import type { Reporter } from 'vitest/node';

/** In CI a test that did not run is a test that failed: nobody reads "12 skipped". */
export default class NoSkips implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules) => {
    if (!process.env['CI']) return;
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')].map((test) => `${module.moduleId}: ${test.fullName}`));
    if (skipped.length === 0) return;
    process.stderr.write(`Skipped in CI, which counts as failed:\n  ${skipped.join('\n  ')}\n`);
    process.exitCode = 1;
  };
}
