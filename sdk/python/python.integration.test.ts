// The Python client against a real server: the scenarios that all SDKs share, the examples of its README, 1,000 messages over cut
// connections, and the built package.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src-shared/commands/index.ts';
import { EVENTS } from '../../src-shared/events/index.ts';
import { homeForAll } from '../../src-main/gateway/testing/shared-home.ts';

const PYTHON = '/usr/bin/python3';
const HERE = import.meta.dirname;
const SCENARIOS = path.join(HERE, '../conformance/scenarios.json');
/** LANAI_SEED repeats a run. */
const SEED = process.env.LANAI_SEED ?? String(Math.floor(Math.random() * 1_000_000));
const README = readFileSync(path.join(HERE, 'README.md'), 'utf8');
const EXAMPLES = [...README.matchAll(/```python\n([^]*?)```/g)].map(([, code = '']) => code);
const SAYS = ['', '8 of 8\n1 Ada Here is the new plan\n1. Sleep\n3 messages\n', 'Ada wrote Is anyone there?\n', 'Hello from asyncio\n'];

const home = homeForAll();
const folder = mkdtempSync(path.join(tmpdir(), 'lanai python-'));
beforeAll(async () => {
  await home.owner.post('/api/setup', { home_name: 'Lighthouse', owner_name: 'Olga' });
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(program: string, args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  const ran = await promisify(execFile)(program, args, {
    cwd: folder,
    env: { PATH: '/usr/bin:/bin', HOME: folder, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH: HERE, ...env },
    timeout: 50_000,
  });
  return ran.stdout + ran.stderr;
}

const python = (args: readonly string[], env: Record<string, string> = {}): Promise<string> =>
  run(PYTHON, [...args], { LANAI_URL: home.url, LANAI_KEY: home.key, ...env });

describe.skipIf(!existsSync(PYTHON))('The Python client', () => {
  it.each(EXAMPLES.map((code, at) => ({ code, says: SAYS[at] })))('runs an example of its README', async ({ code, says }) => {
    expect(await python(['-c', code])).toBe(says);
  });

  it.each(['sync', 'async'])(`hears 1,000 messages over 50 cuts once and in order (%s, seed ${SEED})`, async (mode) => {
    const ran = await python([path.join(HERE, 'testing/cut_connections.py'), home.url, home.key, mode, SEED]);
    expect(ran).toBe('heard all\n');
  });

  it('knows all events, and repeats no command that would be done twice', async () => {
    const said = await python(['-c', 'import json, lanai; print(json.dumps([sorted(lanai.EVENT_TYPES), sorted(lanai.REPEATABLE)]))']);
    const [events, repeatable] = JSON.parse(said) as [string[], string[]];
    expect(events).toEqual(Object.keys(EVENTS).sort((a, b) => (a < b ? -1 : 1)));
    const commands = new Map(Object.entries(COMMANDS).map(([name, { readOnly }]) => [name, readOnly]));
    expect(repeatable.filter((name) => name !== 'ping' && !commands.has(name))).toEqual([]);
    const reading = [...commands].filter(([name]) => /^(?:get|list)_/.test(name));
    expect(reading.filter(([, readOnly]) => !readOnly)).toEqual([]);
  });

  it('has the syntax of Python 3.9', async () => {
    const check =
      'import ast, sys; [ast.parse(open(name, encoding="utf-8").read(), name, feature_version=(3, 9)) for name in sys.argv[1:]]';
    expect(await python(['-c', check, path.join(HERE, 'lanai.py'), path.join(HERE, 'wheel_of_one_file.py')])).toBe('');
  });

  it('is built and installed without a network', async () => {
    const source = path.join(folder, 'source');
    cpSync(HERE, source, { recursive: true });
    const at = (name: string): string => path.join(folder, 'venv/bin', name);
    await run(PYTHON, ['-m', 'venv', path.join(folder, 'venv')]);
    const quiet = ['--quiet', '--no-index', '--no-deps', '--disable-pip-version-check'];
    await run(at('pip'), ['wheel', ...quiet, '--wheel-dir', folder, source], { PYTHONPATH: '' });
    await run(at('pip'), ['install', ...quiet, path.join(folder, 'lanai-0.1.0-py3-none-any.whl')], { PYTHONPATH: '' });
    const said = await run(at('python'), ['-c', 'import lanai; print(lanai.__version__, lanai.__file__)'], { PYTHONPATH: '' });
    expect(said).toMatch(/^0\.1\.0 .*venv.*lanai\.py\n$/);
  });
});

// Each with a home of its own: the scenarios give names to rooms.
describe.skipIf(!existsSync(PYTHON)).each(['sync', 'async'])('The Python client (%s)', (mode) => {
  const ownHome = homeForAll();

  it('passes the scenarios that all SDKs share', async () => {
    const { scenarios } = JSON.parse(readFileSync(SCENARIOS, 'utf8')) as { scenarios: { name: string }[] };
    const { session, cookie } = ownHome.owner;
    const ran = await python([path.join(HERE, 'testing/conformance.py'), SCENARIOS, ownHome.url, ownHome.key, mode], {
      LANAI_SESSION: JSON.stringify({ ...session, cookie }),
    });
    expect(ran).toBe(scenarios.map(({ name }) => `passed: ${name}\n`).join(''));
  });
});
