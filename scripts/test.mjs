// npm test: installs what is missing, then runs every check and every test. Ends with `N passed, N failed`.
import { build } from './lib/build.mjs';
import { checkSources } from './lib/checks.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { createReport } from './lib/report.mjs';
import { runPlaywright, runVitest } from './lib/suites.mjs';
import { prepareMachine } from './lib/test-machine.mjs';

await main(async () => {
  const report = createReport();
  const installed = await asStep('install', ensureInstalled);
  report.add(installed.step);
  if (installed.step.failed === 0) await runEverything(report);
  report.finish();
});

async function runEverything(report) {
  // Integration tests start the built programs, and so wait for the build.
  const [checks, built] = await Promise.all([checkSources(), asStep('build', build)]);
  for (const step of [...checks, built.step]) report.add(step);
  report.add(await runVitest(['unit', 'integration']));
  const machine = await asStep('test machine', prepareMachine);
  if (machine.step.failed > 0) report.add(machine.step);
  else report.add(await runPlaywright(machine.value));
}

/** Something that passes by not throwing. */
async function asStep(name, task) {
  const startedAt = Date.now();
  const result = await task().then(
    (value) => ({ value, passed: 1, failed: 0, output: '' }),
    (error) => ({ value: null, passed: 0, failed: 1, output: error.message }),
  );
  const { value, ...counts } = result;
  return { value, step: { name, durationMs: Date.now() - startedAt, ...counts } };
}
