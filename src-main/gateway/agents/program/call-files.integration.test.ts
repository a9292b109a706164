// The files of a call for a program: in the prompt as far as it takes them, and else as copies that end with the turn.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { newName } from '../../testing/model-home.ts';
import { squarePng } from '../../testing/pictures.ts';
import { scripted, startProgramHome } from '../../testing/program-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { removeOldCopies } from './call-files.ts';

const home = startedForAll(() => startProgramHome());
const upload = (bytes: Buffer | string, name: string): Promise<FileInfo> => createFileSender(home).upload(bytes, { name });
const copies = (): string[] => {
  const folder = path.join(home.dataDir, 'agents', 'turn-files');
  return existsSync(folder) ? readdirSync(folder) : [];
};

interface Block {
  type: string;
  content?: string;
  mode?: string;
  file?: string;
}

async function blocksOf(agent: Agent, files: readonly FileInfo[]): Promise<Block[]> {
  const before = (await home.answersOf(agent)).length;
  await home.say(`@${agent.name} blocks`, { file_ids: files.map(({ id }) => id) });
  await expect.poll(async () => (await home.answersOf(agent)).length, { timeout: 20_000 }).toBe(before + 1);
  return JSON.parse((await home.answersOf(agent)).at(-1) ?? '[]') as Block[];
}

describe('the files of a call', () => {
  it('are content of the prompt of a program that takes them', async () => {
    const scout = await home.makeAgent(newName(), scripted('--images', '--texts'));
    const [image, words] = [await upload(squarePng(18), 'a.txt'), await upload('one\n[1] two', 'b.png')];
    expect(await blocksOf(scout, [image, words])).toEqual([
      { type: 'image', mimeType: 'image/png', data: squarePng(18).toString('base64') },
      { type: 'resource', resource: { uri: `lanai://files/${words.id}`, mimeType: 'text/plain', text: 'one\n  | [1] two' } },
    ]);
    await expect.poll(async () => (await home.turns(scout))[0]?.outcome).toBe('answered');
    expect((await home.turns(scout))[0]).toMatchObject({ marks: ['file'] });
  });

  it('are copies for one that takes only links, which no other account can read, and which end with the turn', async () => {
    const scout = await home.makeAgent(newName());
    const image = await upload(squarePng(19), '../sneaky/.. name\u202E.png');
    const [zip, empty] = [await upload(Buffer.from([0x50, 0x4b, 3, 4, 0, 9]), 'z.zip'), await upload('', 'empty.txt')];
    const blocks = await blocksOf(scout, [image, zip, empty]);
    expect(blocks).toMatchObject([
      { type: 'resource_link', mimeType: 'image/png', content: squarePng(19).toString('latin1'), mode: '700 400' },
      { type: 'resource_link', name: 'z.zip', mode: '700 400' },
    ]);
    for (const { file = '' } of blocks) expect(path.relative(path.join(home.dataDir, 'agents', 'turn-files'), file)).not.toMatch(/^\.\./);
    await expect.poll(copies).toEqual([]);
    expect(existsSync(createFileSender(home).blobOf(image))).toBe(true);
  });

  it('end with a turn that is stopped, and with the server that was killed', async () => {
    const scout = await home.makeAgent(newName());
    const zip = await upload(Buffer.from([0x50, 0x4b, 3, 4, 0, 8]), 'y.zip');
    const asked = await home.say(`@${scout.name} hang`, { file_ids: [zip.id] });
    await expect.poll(copies, { timeout: 20_000 }).toHaveLength(1);
    await home.ada.do('stop_agent', { room_id: asked.room_id, participant_id: scout.id });
    await expect.poll(copies, { timeout: 20_000 }).toEqual([]);
    const folders = path.join(home.dataDir, 'agents');
    mkdirSync(path.join(folders, 'turn-files', 'old'), { recursive: true });
    writeFileSync(path.join(folders, 'turn-files', 'old', 'a.txt'), 'left over');
    await removeOldCopies(folders);
    expect(copies()).toEqual([]);
  });
});
