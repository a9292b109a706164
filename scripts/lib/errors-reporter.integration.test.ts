import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ERRORS_FILE } from './errors-reporter.mjs';
import { at, runTool } from './project.mjs';

const FILES = {
  'hook.test.ts': `
    import { afterAll, describe, it } from 'vitest';
    describe('a group', () => {
      afterAll(() => Promise.reject(new Error('the hook failed')));
      it('passes', () => {});
    });`,
  'rejection.test.ts': `
    import { it } from 'vitest';
    it('passes too', async () => {
      void Promise.reject(new Error('nothing handled this'));
      await new Promise((resolve) => setTimeout(resolve, 50));
    });`,
  'unloaded.test.ts': `throw new Error('the file did not load');`,
};

it('names a failed hook, an unhandled rejection and a file that did not load', async () => {
  // Inside the project: the tests import Vitest.
  const folder = await mkdtemp(at('node_modules/.errors-reporter-'));
  try {
    for (const [name, text] of Object.entries(FILES)) await writeFile(path.join(folder, name), text);
    const errorsFile = path.join(folder, 'errors.json');
    const config = path.join(folder, 'vitest.config.mjs');
    await writeFile(config, `export default { root: ${JSON.stringify(folder)} };`);
    const reporter = `--reporter=${at('scripts/lib/errors-reporter.mjs')}`;
    const env = { ...process.env, [ERRORS_FILE]: errorsFile };
    const { code } = await runTool('vitest/vitest.mjs', ['run', '--config', config, reporter], { cwd: folder, stdio: 'ignore', env });
    expect(code).toBe(1);
    const errors = JSON.parse(await readFile(errorsFile, 'utf8')) as { name: string; message: string }[];
    const named = errors.map(({ name, message }) => `${path.basename(name)} | ${message.split('\n')[0]}`);
    expect(named.toSorted()).toEqual([
      'hook.test.ts: a group | Error: the hook failed',
      'rejection.test.ts: passes too | Unhandled Rejection: Error: nothing handled this',
      'unloaded.test.ts | Error: the file did not load',
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
