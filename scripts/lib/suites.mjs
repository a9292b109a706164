// Runs the test suites and reads what they report of themselves; nothing is counted that is not in their own report.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ERRORS_FILE } from './errors-reporter.mjs';
import { at, ROOT, runTool } from './project.mjs';

/** Ends a runner that hangs. A single test has its own limits, and on a busy machine all of them together need long. */
const TOO_LONG_MS = 35 * 60_000;
/** An integration or end-to-end test may fail once and pass at the second attempt; unit tests are never repeated. */
const ONE_RETRY = { LANAI_TEST_RETRIES: '1' };

/**
 * The tests start some hundred gateways and commands. What V8 has compiled once it reads from here: a start takes a quarter less.
 */
const COMPILED = { NODE_COMPILE_CACHE: at('node_modules/.cache/compiled') };
const ENVIRONMENT = { ...ONE_RETRY, ...COMPILED };

/** @param {string[]} projects of vite.config.ts */
export function runVitest(projects, args = []) {
  return withReportFolder(async (folder) => {
    const file = path.join(folder, 'report.json');
    const errorsFile = path.join(folder, 'errors.json');
    const selected = projects.flatMap((name) => ['--project', name]);
    const reporters = [
      '--reporter=default',
      '--reporter=json',
      `--reporter=${at('scripts/lib/errors-reporter.mjs')}`,
      `--outputFile.json=${file}`,
    ];
    const ran = await runTool('vitest/vitest.mjs', ['run', ...selected, ...reporters, ...args], {
      stdio: toStderr(),
      timeoutMs: TOO_LONG_MS,
      env: { ...process.env, ...ENVIRONMENT, [ERRORS_FILE]: errorsFile },
    });
    return readVitest(projects.join(' and '), await readReport(file), { ...ran, errors: (await readReport(errorsFile)) ?? [] });
  });
}

/** @param {{ wrapper?: string[], environment?: Record<string, string> }} how under which display and bus */
export function runPlaywright({ wrapper = [], environment = {} }, args = []) {
  return withReportFolder(async (folder) => {
    const file = path.join(folder, 'report.json');
    const env = { ...process.env, ...ENVIRONMENT, ...environment, PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_HTML_OPEN: 'never' };
    const options = { stdio: toStderr(), timeoutMs: TOO_LONG_MS, env, wrapper };
    const ran = await runTool('@playwright/test/cli.js', ['test', '--reporter=list,json', ...args], options);
    return readPlaywright(await readReport(file), ran);
  });
}

/**
 * @param {{ code: number, durationMs: number, errors: import('./report.mjs').Failure[] }} ran `errors` belong to no test
 * @returns {import('./checks.mjs').Step}
 */
export function readVitest(name, report, { code, durationMs, errors }) {
  if (!report) return withoutReport(name, code, durationMs);
  const slow = report.testResults.map((file) => ({ name: path.relative(ROOT, file.name), durationMs: file.endTime - file.startTime }));
  const skipped = report.numPendingTests + report.numTodoTests;
  const failures = [...report.testResults.flatMap((file) => vitestFailures(file)), ...errors];
  const flaky = report.testResults.flatMap((file) => vitestFlaky(file));
  const counts = { passed: report.numPassedTests, failed: report.numFailedTests + errors.length, skipped };
  return failedIfCodeSaysSo({ name, ...counts, durationMs, slow, failures, flaky, output: '' }, code);
}

/** @returns {import('./checks.mjs').Step} */
export function readPlaywright(report, { code, durationMs }) {
  const name = 'end-to-end';
  if (!report) return withoutReport(name, code, durationMs);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const output = report.errors.map(({ message }) => message).join('\n');
  const slow = report.suites
    .flatMap((suite) => specsOf(suite))
    .map((spec) => ({ name: `e2e/${spec.file}: ${spec.title}`, durationMs: timeOf(spec) }));
  const specs = report.suites.flatMap((suite) => specsOf(suite));
  const failures = specs.filter((spec) => !isFlaky(spec)).flatMap((spec) => playwrightFailures(spec));
  const flakySpecs = specs.filter((spec) => isFlaky(spec)).flatMap((spec) => playwrightFailures(spec));
  const counts = { passed: expected + flaky, failed: unexpected, skipped };
  return failedIfCodeSaysSo({ name, ...counts, durationMs, slow, failures, flaky: flakySpecs, output }, code);
}

/** @returns {import('./report.mjs').Failure[]} */
function vitestFailures({ name, assertionResults }) {
  const file = path.relative(ROOT, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  return failed.map(({ fullName, failureMessages }) => ({ name: `${file}: ${fullName}`, message: failureMessages[0] }));
}

/** Tests that passed at the second attempt: Vitest keeps the messages of the first.
 * @returns {import('./report.mjs').Failure[]} */
function vitestFlaky({ name, assertionResults }) {
  const file = path.relative(ROOT, name);
  const flaky = assertionResults.filter(({ status, failureMessages = [] }) => status === 'passed' && failureMessages.length > 0);
  return flaky.map(({ fullName, failureMessages }) => ({ name: `${file}: ${fullName}`, message: failureMessages[0] }));
}

const isFlaky = ({ tests }) => tests.some(({ status }) => status === 'flaky');

/** @returns {import('./report.mjs').Failure[]} */
function playwrightFailures({ file, title, tests }) {
  const messages = tests.flatMap(({ results }) => results).flatMap(({ errors = [] }) => errors.map(({ message }) => message));
  return messages.length > 0 ? [{ name: `e2e/${file}: ${title}`, message: messages[0] }] : [];
}

/** A runner can fail outside of its tests (a broken configuration, a limit): that counts as one. */
function failedIfCodeSaysSo(step, code) {
  return code !== 0 && step.failed === 0
    ? { ...step, failed: 1, output: step.output || `${step.name} ended with exit code ${code}.` }
    : step;
}

function withoutReport(name, code, durationMs) {
  return { name, passed: 0, failed: 1, durationMs, output: `${name} ended with exit code ${code} and reported nothing.` };
}

function specsOf(suite) {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap((inner) => specsOf(inner))];
}

function timeOf(spec) {
  return spec.tests.flatMap(({ results }) => results).reduce((total, { duration }) => total + duration, 0);
}

async function withReportFolder(use) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-report-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readReport(file) {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text && JSON.parse(text);
}

/** stdout is for the last line. */
const toStderr = () => ['ignore', process.stderr, process.stderr];
