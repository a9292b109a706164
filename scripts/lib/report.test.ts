import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createReport } from './report.mjs';

let written: string;
const write = (text: string | Uint8Array): boolean => ((written += String(text)), true);

beforeEach(() => {
  written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const step = (name: string, durationMs: number, changes: object = {}) => ({
  name,
  passed: 1,
  failed: 0,
  durationMs,
  output: '',
  ...changes,
});

it('A report ends with how long each stage took, and with one line that counts everything', () => {
  let time = 5_000;
  const report = createReport(() => time);
  report.add(step('types', 3_200));
  report.add(step('unit', 61_000, { passed: 1_500, skipped: 2 }));
  time += 62_000;
  report.finish();
  expect(written.split('\n').slice(-7)).toEqual([
    'Stages:',
    '   3.2 s  types',
    '  61.0 s  unit',
    '  62.0 s  in total',
    '2 skipped',
    '1501 passed, 0 failed',
    '',
  ]);
  expect(process.exitCode).toBeUndefined();
});

it('A report says why a step was skipped, and does not count it as passed', () => {
  const report = createReport();
  report.add(step('commits', 10, { passed: 0, skipped: 1, output: 'There is no git history here.' }));
  report.finish();
  expect(written).toContain('There is no git history here.\n– commits: 0 passed, 0 failed, 1 skipped in 0.0 s\n');
  expect(written).toMatch(/\n1 skipped\n0 passed, 0 failed\n$/);
});

it('A report fails when a step does', () => {
  const report = createReport();
  report.add(step('lint', 10, { passed: 0, failed: 1, output: 'a.ts: wrong' }));
  report.finish();
  expect(written).toContain('✗ lint: 0 passed, 1 failed in 0.0 s\n');
  expect(written).toMatch(/Failed:\n {2}lint\n {4}a\.ts: wrong\n/);
  expect(process.exitCode).toBe(1);
});
