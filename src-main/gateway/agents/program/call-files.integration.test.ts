// The files of a call for a program: in the prompt as far as it takes them, and else as copies that end with the turn.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGENT_COPY_BYTES_MAX } from '../../../../src-shared/agent-files.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { newName } from '../../testing/model-home.ts';
import { pdfOf, textPage } from '../../testing/pdf-files.ts';
import { squarePng } from '../../testing/pictures.ts';
import { scripted, startProgramHome } from '../../testing/program-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';

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
    const [image, words] = [await upload(squarePng(18), 'a.txt'), await upload('one\r\n[1] two', 'b.png')];
    expect(await blocksOf(scout, [image, words])).toEqual([
      { type: 'image', mimeType: 'image/png', data: squarePng(18).toString('base64') },
      { type: 'resource', resource: { uri: `lanai://files/${words.id}`, mimeType: 'text/plain', text: 'one\r\n[1] two' } },
    ]);
    await expect.poll(async () => (await home.turns(scout))[0]?.outcome).toBe('answered');
    expect((await home.turns(scout))[0]).toMatchObject({ marks: ['file'], files: [{ name: 'a.txt', sent: 'whole' }, { sent: 'whole' }] });
  });

  it('are copies for one that takes only links, which no other account can read, and which end with the turn', async () => {
    const scout = await home.makeAgent(newName());
    const plan = await upload(pdfOf([textPage('A plan')]), 'plan.pdf');
    const image = await upload(squarePng(19), '../sneaky/.. name\u202E.png');
    const [zip, empty, large] = [
      await upload(Buffer.from([0x50, 0x4b, 3, 4, 0, 9]), 'z.zip'),
      await upload('', 'empty.txt'),
      await upload(Buffer.alloc(AGENT_COPY_BYTES_MAX + 1), 'large.bin'),
    ];
    const blocks = await blocksOf(scout, [image, zip, empty, large, plan]);
    expect(blocks).toMatchObject([
      { type: 'resource_link', mimeType: 'image/png', content: squarePng(19).toString('latin1'), mode: '700 400' },
      { type: 'resource_link', name: 'z.zip', mode: '700 400' },
      { type: 'resource_link', name: 'plan.pdf', mimeType: 'application/pdf' },
    ]);
    for (const { file = '' } of blocks) expect(path.relative(path.join(home.dataDir, 'agents', 'turn-files'), file)).not.toMatch(/^\.\./);
    await expect.poll(copies).toEqual([]);
    expect((await home.turns(scout))[0]?.files.map(({ sent }) => sent)).toEqual(['copy', 'copy', 'none', 'none', 'copy']);
    expect(existsSync(createFileSender(home).blobOf(image))).toBe(true);
  });

  it('end with a turn that is stopped', async () => {
    const scout = await home.makeAgent(newName());
    const zip = await upload(Buffer.from([0x50, 0x4b, 3, 4, 0, 8]), 'y.zip');
    const asked = await home.say(`@${scout.name} hang`, { file_ids: [zip.id] });
    await expect.poll(copies, { timeout: 20_000 }).toHaveLength(1);
    await home.ada.do('stop_agent', { room_id: asked.room_id, participant_id: scout.id });
    await expect.poll(copies, { timeout: 20_000 }).toEqual([]);
  });

  it('are copies after the program refused an image, in another conversation', async () => {
    const scout = await home.makeAgent(newName(), scripted('--images', '--no-real-images'));
    expect(await blocksOf(scout, [await upload(squarePng(21), 'broken.png')])).toMatchObject([
      { type: 'resource_link', name: 'broken.png' },
    ]);
    const thoughts = (await home.of(scout)).filter(({ kind }) => kind === 'thinking').map(({ content }) => content);
    expect(thoughts).toEqual(['The program did not take the images, and is given them as files']);
    expect(await blocksOf(scout, [])).toEqual([]);
  });
});

describe('the conversation of a program that an image ended', () => {
  it('is not continued', async () => {
    const scout = await home.makeAgent(newName(), scripted('--images', '--resumes'));
    await home.say(`@${scout.name} crash`, { file_ids: [(await upload(squarePng(22), 'a.png')).id] });
    await expect.poll(async () => (await home.turns(scout))[0]?.outcome, { timeout: 20_000 }).toBe('failed');
    expect(home.logged.splice(0)).toHaveLength(2);
    await home.say(`@${scout.name} recall`);
    const answers = () => home.answersOf(scout);
    await expect.poll(async () => (await answers()).at(-1), { timeout: 20_000 }).toContain('I was sent 1 texts');
  });
});

describe('copies that were left over', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-copies-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('are removed when the server starts', async () => {
    const folder = path.join(dataDir, 'agents', 'turn-files', 'old');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'a.txt'), 'left over');
    const other = await startProgramHome({ dataDir });
    await other.close();
    expect(existsSync(folder)).toBe(false);
  });

  it('and cannot be removed do not keep the server from starting', async () => {
    writeFileSync(path.join(dataDir, 'agents'), 'not a folder');
    const other = await startProgramHome({ dataDir });
    await other.close();
    expect(other.logged).toEqual([expect.stringContaining('Copies of files for a program could not be removed')]);
  });

  it('and cannot be removed do not change the end of the turn', async () => {
    const other = await startProgramHome({ dataDir });
    try {
      const scout = await other.makeAgent(newName());
      const file = await createFileSender(other).upload(Buffer.from([0x50, 0x4b, 3, 4, 0]), { name: 'a.zip' });
      await other.say(`@${scout.name} ask Build`, { file_ids: [file.id] });
      const question = async () => Object.values((await other.ada.picture()).approvals)[0];
      await expect.poll(question, { timeout: 20_000 }).toBeDefined();
      const folder = path.join(dataDir, 'agents', 'turn-files');
      renameSync(folder, `${folder}-away`);
      writeFileSync(folder, 'not a folder');
      await other.ada.do('approval_resolve', { approval_id: (await question())?.id ?? '', decision: 'once' });
      await expect.poll(async () => (await other.turns(scout))[0]?.outcome, { timeout: 20_000 }).toBe('answered');
    } finally {
      await other.close();
    }
    expect(other.logged).toEqual([expect.stringContaining('Copies of files for a program could not be removed')]);
  });
});
