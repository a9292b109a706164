import { describe, expect, it } from 'vitest';
import { commandFor, SignIns, waysOf, type SignInCommand } from './sign-in.ts';

const launch = { file: '/usr/bin/claude-agent-acp', args: ['--quiet'], folder: '/tmp/agent', env: { PATH: '/usr/bin', MODE: 'a' } };
const methods = [
  { type: 'terminal' as const, id: 'login', name: 'Log in\u202E\n', args: ['--cli', 'a b'], env: { MODE: 'b' } },
  { id: 'browser', name: 'In a browser' },
];
const place = (command: string) => Promise.resolve(command === 'claude' ? '/usr/bin/claude' : null);

describe('the ways to sign in with a program', () => {
  it('are those that it offers for a terminal', () => {
    expect(waysOf({ command: 'claude-agent-acp' }, { authMethods: methods })).toMatchObject([{ id: 'login', name: 'Log in' }]);
  });

  it('are the command of a known program, when it offers none', () => {
    expect(waysOf({ command: '/opt/claude-agent-acp' }, { authMethods: [] })).toMatchObject([{ id: 'known', name: 'claude /login' }]);
    expect(waysOf({ command: 'other' }, {})).toEqual([]);
  });
});

describe('the command of a sign-in', () => {
  it('is the program itself with further arguments and variables', async () => {
    const [way] = waysOf({ command: 'claude-agent-acp' }, { authMethods: methods });
    if (!way) throw new Error('There is no way.');
    expect(await commandFor(way, launch, place)).toEqual({
      ...{ file: launch.file, args: ['--quiet', '--cli', 'a b'], folder: launch.folder, env: { PATH: '/usr/bin', MODE: 'b' } },
      ...{ title: 'claude-agent-acp --quiet --cli "a b"', proves: true },
    });
  });

  it('is the known one, whose end alone proves nothing', async () => {
    const [way] = waysOf({ command: 'claude-agent-acp' }, {});
    if (!way) throw new Error('There is no way.');
    const command = await commandFor(way, launch, place);
    expect(command).toMatchObject({ file: '/usr/bin/claude', args: ['/login'], env: launch.env, title: 'claude /login', proves: false });
    await expect(commandFor(way, launch, () => Promise.resolve(null))).rejects.toMatchObject({ reason: { why: 'no command' } });
  });
});

describe('a ticket', () => {
  const command: SignInCommand = { title: 'x', file: '/x', args: [], folder: '/', env: {}, proves: true };

  it('is good once, and for a minute', () => {
    let now = 0;
    const signIns = new SignIns(() => now);
    const [first, second] = [signIns.keep(command), signIns.keep(command)];
    expect(first).not.toBe(second);
    expect([signIns.take(first), signIns.take(first), signIns.take('sgn_other')]).toEqual([command, null, null]);
    now = 60_000;
    expect(signIns.take(second)).toBeNull();
  });

  it('is dropped when there are too many', () => {
    const signIns = new SignIns(() => 0);
    const first = signIns.keep(command);
    for (let count = 0; count < 16; count += 1) signIns.keep(command);
    expect(signIns.take(first)).toBeNull();
  });
});
