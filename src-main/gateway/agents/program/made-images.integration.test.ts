// The images that a program answers with: files of its message, when they are images by their bytes and the room takes files.
import { describe, expect, it } from 'vitest';
import { ANSWER_IMAGE_BYTES_MAX, ANSWER_IMAGES_MAX } from '../../../../src-shared/agent-files.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Agent, Message } from '../../../../src-shared/objects.ts';
import { newName } from '../../testing/model-home.ts';
import { squarePng } from '../../testing/pictures.ts';
import { scripted, startProgramHome } from '../../testing/program-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';

const home = startedForAll(() => startProgramHome());

const inBase64 = (bytes: Buffer): string => bytes.toString('base64');
const square = (side: number): string => inBase64(squarePng(side));

async function paint(pieces: readonly string[], { flags = [] as string[], roomId = LOBBY_ID } = {}): Promise<Agent> {
  const agent = await home.makeAgent(newName(), scripted(...flags));
  if (roomId !== LOBBY_ID) await home.ada.do('add_member', { room_id: roomId, participant_id: agent.id });
  await home.say(`@${agent.name} paint ${pieces.join(' ')}`, { room_id: roomId });
  await expect.poll(async () => (await home.turns(agent))[0]?.outcome ?? null, { timeout: 20_000 }).not.toBeNull();
  return agent;
}

async function painted(...args: Parameters<typeof paint>): Promise<{ message: Message | undefined; outcome: string | null }> {
  const agent = await paint(...args);
  const messages = await home.of(agent, args[1]?.roomId);
  expect(messages.filter(({ kind }) => kind !== 'chat')).toEqual([]);
  return { message: messages.at(-1), outcome: (await home.turns(agent))[0]?.outcome ?? null };
}

describe('an image of a program', () => {
  it('is a file of its message, with a name and a type by its bytes, in the order of the program', async () => {
    const { message, outcome } = await painted(['say=Two', square(40), square(50), 'say=squares.']);
    expect(outcome).toBe('answered');
    expect(message).toMatchObject({
      content: 'Twosquares.',
      attachments: [
        { name: 'image-1.png', type: 'image/png', width: 40, by: message?.author_id },
        { name: 'image-2.png', type: 'image/png', width: 50 },
      ],
    });
  });

  it('needs no words beside it', async () => {
    const { message, outcome } = await painted([square(41)]);
    expect(outcome).toBe('answered');
    expect(message).toMatchObject({ content: '', attachments: [{ width: 41 }] });
  });

  it('is left out with a sentence when it is too large, and the next one is taken', async () => {
    const { message } = await painted(['say=Large.', `bytes=${ANSWER_IMAGE_BYTES_MAX + 4}`, `bytes=${ANSWER_IMAGE_BYTES_MAX}`]);
    expect(message?.content).toBe('Large.\n\n*An image has at most 8 MB. A larger one was left out.*');
    expect(message?.attachments).toMatchObject([{ name: 'image-1.png', size: ANSWER_IMAGE_BYTES_MAX }]);
  });

  it('is left out with a sentence when it is none by its bytes', async () => {
    const page = inBase64(Buffer.from('<!doctype html><script>alert(1)</script>'));
    const { message } = await painted([page, square(42)]);
    expect(message?.content).toBe('An image was left out. It is no PNG, JPEG, GIF or WebP.');
    expect(message?.attachments).toMatchObject([{ name: 'image-1.png', width: 42 }]);
  });

  it('is left out with a sentence when it cannot be read, also when it is all that there is', async () => {
    const { message, outcome } = await painted(['%%%not-base64%%%', `${square(43)}=cut=`]);
    expect(outcome).toBe('answered');
    expect(message).toMatchObject({ content: 'An image that cannot be read was left out.', attachments: [] });
  });

  it('is left out when it is one too many', async () => {
    const many = Array.from({ length: ANSWER_IMAGES_MAX + 1 }, (_, at) => square(10 + at));
    const { message } = await painted(many);
    expect(message?.attachments).toMatchObject([{ width: 10 }, { width: 11 }, { width: 12 }, { width: 13 }]);
    expect(message?.content).toBe('An answer has at most 4 images. The others were left out.');
  });

  it('is refused in a room that keeps nothing, with the reason', async () => {
    const { id: roomId } = await home.ada.do('create_room', { name: newName(), public: true, ephemeral: true });
    const { message } = await painted([square(44)], { roomId });
    expect(message?.content).toContain('An image was left out. Nothing of this room is kept');
    expect(message?.attachments).toEqual([]);
  });

  it('of an answer that is stopped is dropped', async () => {
    const agent = await home.makeAgent(newName());
    await home.say(`@${agent.name} paint say=Begun bytes=50000 wait`);
    const stored = async (): Promise<number> =>
      (await home.ada.do('home_storage', {})).used_by.find(({ name }) => name === agent.name)?.bytes ?? 0;
    await expect.poll(stored, { timeout: 20_000 }).toBeGreaterThanOrEqual(50_000);
    await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: agent.id });
    await expect.poll(async () => (await home.turns(agent))[0]?.outcome, { timeout: 20_000 }).toBe('stopped');
    expect(await stored()).toBeLessThan(1_000);
    expect((await home.of(agent)).flatMap(({ attachments }) => attachments)).toEqual([]);
  });
});
