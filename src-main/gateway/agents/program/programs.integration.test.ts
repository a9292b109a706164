// The programs of this computer, before they are agents.
import { describe, expect, it } from 'vitest';
import { newName } from '../../testing/model-home.ts';
import { scripted, startProgramHome } from '../../testing/program-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = startedForAll(() => startProgramHome());

describe('programs of this computer', () => {
  it('are tried before an agent is created', async () => {
    expect(await home.ada.do('try_program', { runs: scripted('--resumes') })).toEqual({
      ...{ name: 'Scripted', version: '1.2.3', needs_sign_in: false, resumes: true, sign_in: [] },
      modes: [
        { id: 'auto', name: 'Auto' },
        { id: 'ask', name: 'Ask first' },
      ],
    });
    expect(await home.ada.do('try_program', { runs: scripted('--signed-out') })).toMatchObject({ needs_sign_in: true });
    await expect(home.ada.do('try_program', { runs: scripted('--dies-at-once') })).rejects.toThrow(/ended unexpectedly/);
    expect(home.logged.splice(0)).toEqual([expect.stringMatching(/There is no licence/)]);
  });

  it('are signed in with in a terminal of the desktop, by a command of the server', async () => {
    const runs = { ...scripted('--signs-in'), variables: ['LANGUAGE'] };
    expect(await home.ada.do('try_program', { runs })).toMatchObject({
      needs_sign_in: true,
      sign_in: [{ id: 'word', name: 'With a word' }],
    });
    const { ticket, command } = await home.ada.do('prepare_sign_in', { runs, way: 'word' });
    expect(command).toMatch(/^node .*scripted-program\.mjs --signs-in --sign-in$/);
    const taken = home.gateway.takeSignIn(ticket);
    expect(taken).toMatchObject({ file: process.execPath, args: [...runs.args, '--sign-in'], title: command, proves: true });
    expect(Object.keys(taken?.env ?? {}).filter((name) => /LANAI/.test(name))).toEqual([]);
    expect(home.gateway.takeSignIn(ticket)).toBeNull();
    await expect(home.ada.do('prepare_sign_in', { runs, way: 'other' })).rejects.toThrow(/does not offer this way/);
  });

  it('are for the owner only', async () => {
    const cleo = await watchAs(home, await home.guest('Cleo', { role: 'admin' }));
    for (const attempt of [
      cleo.do('find_programs', {}),
      cleo.do('try_program', { runs: scripted() }),
      cleo.do('prepare_sign_in', { runs: scripted('--signs-in'), way: 'word' }),
      cleo.do('create_agent', { name: newName(), runs: scripted() }),
    ])
      await expect(attempt).rejects.toThrow(/Only the owner/);
    const scout = await home.makeAgent(newName());
    await expect(cleo.do('update_agent_settings', { participant_id: scout.id, instructions: 'Delete all files' })).rejects.toThrow(/owner/);
  });

  it.each([
    ['a variable of Lanai', { variables: ['LANAI_KEY'] }],
    ['a line break in its path', { command: 'a\nb' }],
    ['no name', { command: '' }],
    ['a variable that is no name', { variables: ['A=B'] }],
  ])('are refused with %s', async (_what, change) => {
    await expect(home.makeAgent(newName(), { ...scripted(), ...change })).rejects.toThrow();
  });
});
