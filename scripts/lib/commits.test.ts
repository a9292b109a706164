import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCommits, faultOf } from './commits.mjs';

describe('The subject of a commit', () => {
  it.each([
    'store: batch by size too',
    'gateway, desktop: list options without spreads',
    'home-client: try twice a second for three seconds',
    'e2e/looks: draw the pictures anew',
    'composer: never scroll the message field sideways',
    'agents: address, process and pass on what is said',
    'docs: feed, embed, bring, focus',
    'app: re-read the list',
    'wipe: wipe what is left',
    'commands: one row per command, with its address',
    `rooms: ${'x'.repeat(65)}`,
  ])('may be: %s', (subject) => expect(faultOf(subject)).toBeNull());

  it.each([
    ["Merge branch 'main' into gaps", /merge/],
    ['merge: the newest of main', /merge/],
    ['fixup! store: batch by size too', /unfinished/],
    ['squash! store: batch by size too', /unfinished/],
    ['amend! store: batch by size too', /unfinished/],
    ['wip', /unfinished/],
    ['store: WIP on batches', /unfinished/],
    [`rooms: ${'x'.repeat(66)}`, /73 characters/],
    ['Format', /area/],
    ['batch by size too', /area/],
    ['Store: batch by size too', /area/],
    ['store and wire: batch by size too', /area/],
    ['store:batch by size too', /area/],
    [': batch by size too', /area/],
    ['', /area/],
    ['store: batched by size too', /verb/],
    ['store: batching by size too', /verb/],
    ['store: batches by size too', /verb/],
    ['store: Batch by size too', /verb/],
    ['store: the batch has a size', /verb/],
    ['store: 3 batches', /verb/],
    ["store: don't batch", /verb/],
    ['store: ', /verb/],
  ])('may not be: %s', (subject, words) => expect(faultOf(subject)).toMatch(words));
});

/** A source archive can be tested where there is no git. */
const hasGit = spawnSync('git', ['--version']).status === 0;

describe.skipIf(!hasGit)('The commits of a repository', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lanai-commits-'));
  const repository = path.join(folder, 'repository');
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], { cwd: repository, stdio: 'pipe' });
  const commit = (subject: string) => git('commit', '--quiet', '--allow-empty', '-m', subject);

  beforeAll(() => {
    mkdirSync(path.join(repository, 'scripts/lib'), { recursive: true });
    git('init', '--quiet');
    commit('Older than the rule');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are not checked, and that is said, before one of them adds the check', async () => {
    expect(await checkCommits(repository)).toMatchObject({ passed: 0, failed: 0, skipped: 1, output: expect.stringContaining('yet') });
  });

  it('are checked from the one on that added the check', async () => {
    writeFileSync(path.join(repository, 'scripts/lib/commits.mjs'), '// The check.\n');
    git('add', '.');
    commit('The check itself');
    expect(await checkCommits(repository)).toMatchObject({ name: 'commits', passed: 1, failed: 0, output: '' });
    commit('store: batch by size too');
    expect(await checkCommits(repository)).toMatchObject({ passed: 1, failed: 0 });
    commit('Batched by size');
    commit('wip');
    const { passed, failed, output } = await checkCommits(repository);
    expect([passed, failed]).toEqual([0, 1]);
    expect(output.split('\n')).toEqual([expect.stringMatching(/^\w+ "wip": it is /), expect.stringMatching(/^\w+ "Batched by size": it /)]);
  });

  it('are checked in a clone too', async () => {
    const clone = path.join(folder, 'clone');
    git('clone', '--quiet', repository, clone);
    expect(await checkCommits(clone)).toMatchObject({ failed: 1, output: expect.stringContaining('"wip"') });
  });

  it('are not checked, and that is said, where there is no history, even inside of a repository', async () => {
    const archive = path.join(repository, 'archive');
    mkdirSync(archive);
    expect(await checkCommits(archive)).toMatchObject({
      passed: 0,
      failed: 0,
      skipped: 1,
      output: expect.stringContaining('no git history'),
    });
  });

  it('are not checked, and git is quoted, where git cannot read them', async () => {
    const broken = path.join(folder, 'broken');
    mkdirSync(path.join(broken, '.git'), { recursive: true });
    expect(await checkCommits(broken)).toMatchObject({ passed: 0, failed: 0, skipped: 1, output: expect.stringContaining('fatal:') });
  });
});
