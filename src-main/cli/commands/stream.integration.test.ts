// Texts that others see while a pipe brings them, and the command that stops an agent.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { connectLines, type WireClient } from '../../gateway/testing/wire-client.ts';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
let reader: WireClient;

beforeAll(async () => {
  home = await startCommandHome();
  await enter();
});
afterAll(async () => {
  reader.close();
  await home.close();
});

const seen = (text: string): Promise<unknown> =>
  reader.waitFor(({ type, payload }) => type === 'stream_delta' && JSON.stringify(payload).includes(text));
async function enter(): Promise<void> {
  reader = await connectLines(home.ready.tcp ?? '');
  await reader.request('register', { key: readFileSync(home.ready.keyFile, 'utf8').trim(), name: 'Reader' });
  await reader.request('join_room', { room_id: 'lobby' });
}

/** What is left of the messages of an agent. */
async function ofAuthor(name: string): Promise<unknown[]> {
  const { lines } = await home.run(['history', 'lobby', '--json']);
  return lines()
    .filter(({ agent_name, content }) => agent_name === name && content !== '')
    .map(({ content }) => content);
}
const newest = async (): Promise<unknown> => (await home.run(['history', 'lobby', '--json'])).lines().at(-1);

describe('lanai send --stream', () => {
  it('shows the text as it arrives, and sends it once', async () => {
    const sending = home.start(['send', 'lobby', '--stream', '--name', 'Ada', '--json'], { input: null });
    sending.write('Once upon ');
    await seen('Once upon');
    sending.write('a time 🌺');
    await seen('a time 🌺');
    const ran = await sending.end();
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.lines()).toMatchObject([{ content: 'Once upon a time 🌺', agent_name: 'Ada' }]);
    expect(await newest()).toMatchObject({ content: 'Once upon a time 🌺' });
  });

  it('marks the text as incomplete on Ctrl-C', async () => {
    const sending = home.start(['send', 'lobby', '--stream', '--name', 'Bea'], { input: null });
    sending.write('Not all of');
    await seen('Not all of');
    expect(await sending.stop('SIGINT')).toMatchObject({ code: 0 });
    expect(await newest()).toMatchObject({ content: 'Not all of', unfinished: 'stopped' });
    expect((await home.run(['history', 'lobby'])).out).toContain('Bea (stopped): Not all of');
  });

  it('marks the text as interrupted on SIGTERM', async () => {
    const sending = home.start(['send', 'lobby', '--stream', '--name', 'Bea'], { input: null });
    sending.write('Not everything of');
    await seen('Not everything of');
    expect(await sending.stop('SIGTERM')).toMatchObject({ code: 0 });
    expect(await newest()).toMatchObject({ content: 'Not everything of', unfinished: 'interrupted' });
  });

  it('posts what fits when the text becomes too long', async () => {
    const sending = home.start(['send', 'lobby', '--stream', '--name', 'Bea'], { input: null });
    sending.write('Up to here');
    await seen('Up to here');
    for (let count = 0; count < 30; count += 1) sending.write('x'.repeat(10_000));
    expect(await sending.done).toMatchObject({ code: 1 });
    const posted = await newest();
    expect(posted).toMatchObject({ unfinished: 'limit' });
    expect((posted as { content: string }).content.startsWith('Up to here')).toBe(true);
  });

  it('posts the text when its end is refused', async () => {
    const actions = JSON.stringify({ actions: [{ action: 'create_room' }] });
    const ran = await home.run(['send', 'lobby', '--stream', '--metadata', actions], { input: 'All the same' });
    expect(ran).toMatchObject({ code: 1 });
    expect(await newest()).toMatchObject({ content: 'All the same', unfinished: 'failed' });
  });

  it('continues over a home that is killed, and ends with one whole message', async () => {
    const sending = home.start(['send', 'lobby', '--stream', '--name', 'Dora', '--json'], { input: null });
    sending.write('Before the fall, ');
    await seen('Before the fall');
    await home.kill();
    sending.write('during it, ');
    await home.restart();
    await enter();
    sending.write('and after it.');
    await seen('and after it.');
    const ran = await sending.end();
    expect(ran).toMatchObject({ code: 0 });
    const whole = 'Before the fall, during it, and after it.';
    expect(ran.lines()).toMatchObject([{ content: whole }]);
    expect(await ofAuthor('Dora')).toEqual([whole]);
  });

  it('offers answers with the message', async () => {
    const ran = await home.run(['send', 'lobby', '--stream', '--choice', 'Yes', '--choice', 'No', '--json'], { input: 'Shall I?' });
    expect(ran.lines()).toMatchObject([{ content: 'Shall I?', choices: ['Yes', 'No'] }]);
  });

  it('refuses words beside the pipe, what a stream cannot have, and nothing', async () => {
    for (const more of [['Hi'], ['--at', '2100-01-01T00:00'], ['--also-in-room'], ['--mention', 'Reader']])
      expect(await home.run(['send', 'lobby', '--stream', ...more], { input: 'x' })).toMatchObject({ code: 64 });
    expect(await home.run(['send', 'lobby', '--stream'], { input: '' })).toMatchObject({ code: 64, err: 'There is nothing to send.\n' });
  });
});

describe('lanai stop', () => {
  it('stops an agent with a key that manages it, and the agent says so', async () => {
    const key = await home.adminKey();
    const sending = home.start(['send', 'lobby', '--stream', '--name', 'Cleo'], { input: null });
    sending.write('On and on');
    await seen('On and on');
    expect(await home.run(['stop', 'Cleo', 'lobby', '--key', key])).toMatchObject({
      code: 0,
      out: 'Cleo has been stopped.\n',
    });
    // Also without more text: it would wait for a program that is silent.
    expect(await sending.done).toMatchObject({ code: 1, err: expect.stringMatching(/^It was stopped, or the access/) as string });
    expect(await newest()).toMatchObject({ content: 'On and on', unfinished: 'stopped' });
    expect((await home.run(['stop', 'Reader', 'lobby', '--key', key, '--json'])).lines()).toEqual([{ stopped: false }]);
    await reader.request('set_presence', { status: 'working' });
    expect((await home.run(['stop', 'Reader', 'lobby', '--key', key, '--json'])).lines()).toEqual([{ stopped: true }]);
    expect((await reader.waitFor(({ type }) => type === 'stop_requested')).payload).toMatchObject({ room_id: 'lobby' });
  });

  it('is refused to a key that does not manage it, and for an agent that is not there', async () => {
    expect(await home.run(['stop', 'Reader', 'lobby'])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/manage the agent/) as string,
    });
    expect(await home.run(['stop', 'unknown-agent', 'lobby'])).toMatchObject({ code: 1 });
  });
});
