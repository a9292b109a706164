// The images that a model answers with: files of its message, when they are images by their bytes and the room takes files.
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWER_IMAGES_MAX } from '../../../../src-shared/agent-files.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Agent, Message } from '../../../../src-shared/objects.ts';
import { newName, startModelHome } from '../../testing/model-home.ts';
import { squarePng } from '../../testing/pictures.ts';
import { startedForAll } from '../../testing/shared-home.ts';

const home = startedForAll(() => startModelHome());

/** A server of models that make images. The mock of the other tests makes none in this dialect. */
const asked: { modalities?: string[]; messages: { role: string; content: unknown }[] }[] = [];
let pieces: object[] = [];
let held: ServerResponse | null = null;
const server = createServer((request, response) => {
  if (request.url === '/v1/models') {
    response.writeHead(200, { 'content-type': 'application/json' });
    return response.end(
      JSON.stringify({ data: [{ id: 'painter', architecture: { input_modalities: [], output_modalities: ['image'] } }] }),
    );
  }
  if (request.url !== '/v1/chat/completions') return response.writeHead(404).end();
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    asked.push(JSON.parse(Buffer.concat(parts).toString()) as (typeof asked)[number]);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    // The step after a tool never ends.
    if (asked.at(-1)?.messages.at(-1)?.role === 'tool') return void (held = response);
    for (const delta of pieces) response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`);
    return response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
  });
});
let provider_id = '';
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const at = server.address();
  const port = typeof at === 'object' ? at?.port : 0;
  provider_id = (
    await home.ada.do('add_provider', { kind: 'openai-compatible', name: 'Painters', base_url: `http://127.0.0.1:${port}/v1` })
  ).id;
});
afterAll(() => {
  held?.destroy();
  server.close();
});

const imagesOf = (...all: (Buffer | string)[]) => ({
  images: all.map((each) => ({
    type: 'image_url',
    image_url: { url: typeof each === 'string' ? each : `data:image/png;base64,${each.toString('base64')}` },
  })),
});

const make = (more: Parameters<typeof home.makeAgent>[1] = {}): Promise<Agent> =>
  home.makeAgent(newName(), { runs: { kind: 'model', provider_id, model: 'painter' }, ...more });

async function answerTo(agent: Agent, deltas: object[], room_id = LOBBY_ID): Promise<Message | undefined> {
  pieces = deltas;
  const before = (await home.outcomes(agent)).filter((each) => each !== null).length;
  await home.say(`@${agent.name} paint`, { room_id });
  await expect.poll(async () => (await home.outcomes(agent)).filter((each) => each !== null).length).toBe(before + 1);
  return (await home.history(room_id)).findLast(({ author_id, kind }) => author_id === agent.id && kind === 'chat');
}

async function storedBy(name: string): Promise<number> {
  const { used_by } = await home.ada.do('home_storage', {});
  return used_by.find((each) => each.name === name)?.bytes ?? 0;
}

describe('an image of a model', () => {
  it('is a file of its message, with a name and a type by its bytes', async () => {
    const scout = await make();
    const message = await answerTo(scout, [{ content: 'A square.' }, imagesOf(squarePng(40), squarePng(50))]);
    expect(message).toMatchObject({
      content: 'A square.',
      attachments: [
        { name: 'image-1.png', type: 'image/png', width: 40, height: 40, by: scout.id },
        { name: 'image-2.png', type: 'image/png', width: 50 },
      ],
    });
    expect((await home.turns(scout))[0]).toMatchObject({ outcome: 'answered' });
    expect(asked.at(-1)?.modalities).toEqual(['image', 'text']);
  });

  it('needs no words beside it', async () => {
    const scout = await make();
    const message = await answerTo(scout, [imagesOf(squarePng(41))]);
    expect(message).toMatchObject({ content: '', attachments: [{ width: 41 }] });
    expect((await home.turns(scout))[0]).toMatchObject({ outcome: 'answered' });
  });

  it('is left out with a sentence when it is none by its bytes, or has too many pixels', async () => {
    const scout = await make();
    const [svg, page] = [Buffer.from('<svg onload="alert(1)"/>'), Buffer.from('<!doctype html><script>alert(1)</script>')];
    const bomb = Buffer.from(squarePng(8));
    bomb.writeUInt32BE(60_000, 16);
    const message = await answerTo(scout, [{ content: 'Three.' }, imagesOf(svg, page, bomb, squarePng(42))]);
    expect(message?.attachments).toMatchObject([{ name: 'image-1.png', width: 42 }]);
    expect(message?.content).toBe(
      'Three.\n\n*An image was left out. It is no PNG, JPEG, GIF or WebP.*\n\n*An image was left out. It is 60000 × 8 pixels, and at most 8000 are taken.*',
    );
  });

  it('is left out when it is one too many, or lies on another server', async () => {
    const scout = await make();
    const many = Array.from({ length: ANSWER_IMAGES_MAX + 2 }, (_, at) => squarePng(10 + at));
    const message = await answerTo(scout, [imagesOf('https://pictures.example/a.png', ...many)]);
    expect(message?.attachments).toHaveLength(ANSWER_IMAGES_MAX);
    expect(message?.content).toBe(
      'An image on another server was left out: it is not fetched from there.\n\nAn answer has at most 4 images. The others were left out.',
    );
  });

  it('is refused in a room that keeps nothing, with the reason', async () => {
    const scout = await make();
    const { id } = await home.ada.do('create_room', { name: newName(), public: true, ephemeral: true });
    await home.ada.do('add_member', { room_id: id, participant_id: scout.id });
    const message = await answerTo(scout, [{ content: 'Here.' }, imagesOf(squarePng(43))], id);
    expect(message).toMatchObject({ attachments: [] });
    expect(message?.content).toContain('An image was left out. Nothing of this room is kept');
  });

  it('of an answer that is stopped is dropped, and takes no space', async () => {
    const scout = await make();
    const large = Buffer.concat([squarePng(44), Buffer.alloc(50_000)]);
    const tool = { index: 0, id: 'c1', type: 'function', function: { name: 'rooms', arguments: '{}' } };
    pieces = [{ content: 'I begin' }, imagesOf(large), { tool_calls: [tool] }];
    await home.say(`@${scout.name} paint`);
    await expect.poll(() => held).not.toBeNull();
    expect(await storedBy(scout.name)).toBeGreaterThan(50_000);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
    await expect.poll(() => home.outcomes(scout)).toEqual(['stopped']);
    expect(await storedBy(scout.name)).toBeLessThan(1_000);
    expect((await home.history()).filter(({ author_id }) => author_id === scout.id).flatMap(({ attachments }) => attachments)).toEqual([]);
  });
});
