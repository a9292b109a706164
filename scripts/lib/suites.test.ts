import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlaywright, readVitest } from './suites.mjs';

const ended = (code: number) => ({ code, durationMs: 2_000, errors: [] as { name: string; message: string }[] });

const unit = (changes = {}) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ name: '/project/a.test.ts', status: 'passed', startTime: 10, endTime: 1_510, assertionResults: [{}, {}, {}, {}] }],
  ...changes,
});

const endToEnd = (stats = {}) => ({
  stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 1, ...stats },
  errors: [{ message: 'The configuration is broken.' }],
  suites: [
    {
      specs: [],
      suites: [{ specs: [{ file: 'tray.spec.ts', title: 'the tray', tests: [{ results: [{ duration: 700 }, { duration: 50 }] }] }] }],
    },
  ],
});

describe('a Vitest report', () => {
  it('is counted as it is', () => {
    expect(readVitest('unit', unit(), ended(0))).toMatchObject({ passed: 3, failed: 0, skipped: 1, slow: [{ durationMs: 1_500 }] });
  });

  it('counts and names each error that belongs to no test', () => {
    const errors = [
      { name: 'b.test.ts', message: 'No such file' },
      { name: 'c.test.ts: the disk', message: 'Hook timed out in 30000ms.' },
    ];
    expect(readVitest('unit', unit(), { ...ended(1), errors })).toMatchObject({ passed: 3, failed: 2, failures: errors });
  });

  it('names what failed, and why', () => {
    const failed = { status: 'failed', fullName: 'the disk is full', failureMessages: ['expected 1 to be 2', 'and more'] };
    const file = {
      name: path.join(process.cwd(), 'a.test.ts'),
      status: 'failed',
      startTime: 0,
      endTime: 0,
      assertionResults: [{}, failed],
    };
    expect(readVitest('unit', unit({ numFailedTests: 1, testResults: [file] }), ended(1)).failures).toEqual([
      { name: 'a.test.ts: the disk is full', message: 'expected 1 to be 2' },
    ]);
  });

  it('lists a test that passed at the second attempt as flaky', () => {
    const again = { status: 'passed', fullName: 'the home restarts', failureMessages: ['no answer'] };
    const file = { name: path.join(process.cwd(), 'a.test.ts'), status: 'passed', startTime: 0, endTime: 0, assertionResults: [{}, again] };
    const step = readVitest('integration', unit({ testResults: [file] }), ended(0));
    expect(step).toMatchObject({ passed: 3, failed: 0, failures: [] });
    expect(step.flaky).toEqual([{ name: 'a.test.ts: the home restarts', message: 'no answer' }]);
  });

  it('counts as failed when the runner itself failed', () => {
    expect(readVitest('unit', unit(), ended(1))).toMatchObject({ passed: 3, failed: 1, output: 'unit ended with exit code 1.' });
  });

  it('counts as failed when it is absent', () => {
    expect(readVitest('unit', null, ended(0))).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe('a Playwright report', () => {
  it('is counted as it is, and names the slow specs', () => {
    const slow = [{ name: 'e2e/tray.spec.ts: the tray', durationMs: 750 }];
    expect(readPlaywright(endToEnd(), ended(0))).toMatchObject({ passed: 2, failed: 0, skipped: 1, slow });
  });

  it('counts a test that passed at the second attempt as passed, and lists it as flaky', () => {
    const failed = { duration: 1, errors: [{ message: 'not visible' }] };
    const flakyTest = { status: 'flaky', results: [failed, { duration: 1 }] };
    const suites = [{ specs: [{ file: 'tray.spec.ts', title: 'the tray', tests: [flakyTest] }] }];
    const step = readPlaywright({ ...endToEnd({ flaky: 1 }), suites }, ended(0));
    expect(step).toMatchObject({ passed: 3, failed: 0, failures: [] });
    expect(step.flaky).toEqual([{ name: 'e2e/tray.spec.ts: the tray', message: 'not visible' }]);
  });

  it('names what failed, and why', () => {
    const results = [{ duration: 1, errors: [{ message: 'not visible' }] }];
    const suites = [{ specs: [{ file: 'tray.spec.ts', title: 'the tray', tests: [{ results }] }] }];
    const { failures } = readPlaywright({ ...endToEnd({ unexpected: 1 }), suites }, ended(1));
    expect(failures).toEqual([{ name: 'e2e/tray.spec.ts: the tray', message: 'not visible' }]);
  });

  it('counts an error outside of the tests, and shows it', () => {
    expect(readPlaywright(endToEnd(), ended(1))).toMatchObject({ failed: 1, output: 'The configuration is broken.' });
  });
});
