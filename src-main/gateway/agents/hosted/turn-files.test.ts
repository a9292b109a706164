import { describe, expect, it } from 'vitest';
import { TURN_FILES_MAX } from '../../../../src-shared/agent-files.ts';
import type { StoredFile } from '../../store/interfaces/archive.ts';
import { TurnFiles, type FileRead } from './turn-files.ts';

const file = (id: string, type = 'text/plain', size = 100) => ({ id, name: `${id}.txt`, type, size }) as StoredFile;
const text = (id: string, from: number, through: number): FileRead => ({
  content: { file: file(id), kind: 'text', text: 'words', through, end: 100, pdf: null },
  from,
});
const image = (id: string): FileRead => ({
  content: { file: file(id, 'image/png'), kind: 'image', image: { type: 'image/png', bytes: new Uint8Array(), width: 1, height: 1 } },
  from: 0,
});
const sent = (files: TurnFiles): string[] => files.all.files.map(({ file_id, way, sent: how }) => `${file_id} ${way} ${how}`);

describe('the files of a turn', () => {
  it('are noted without their names', () => {
    const files = new TurnFiles();
    files.call(file('a'), { sent: 'whole', why: null });
    expect(files.all).toEqual({
      files: [{ file_id: 'a', type: 'text/plain', size: 100, way: 'call', sent: 'whole', why: null }],
      files_more: 0,
    });
  });

  it('are whole when the tool read each part of them, and not when one is missing', () => {
    const files = new TurnFiles();
    for (const read of [text('a', 0, 60), text('a', 60, 100), text('b', 0, 40), text('b', 60, 100), text('c', 50, 100)]) files.read(read);
    expect(sent(files)).toEqual(['a tool whole', 'b tool part', 'c tool part']);
  });

  it('are a part when the result of the tool was cut', () => {
    const files = new TurnFiles();
    files.read(text('a', 0, 100));
    files.cut(text('a', 0, 100));
    expect(sent(files)).toEqual(['a tool part']);
  });

  it('that the agent got once stay noted so, also when it does not get them the second time', () => {
    const files = new TurnFiles();
    files.keptBack(image('a'), 'No space.');
    expect(files.all.files).toMatchObject([{ sent: 'none', why: 'No space.' }]);
    files.read(image('a'));
    files.keptBack(image('a'), 'No space.');
    expect(files.all.files).toMatchObject([{ sent: 'whole', why: null }]);
  });

  it('are left out when the provider refused the images, but not the texts', () => {
    const files = new TurnFiles();
    files.call(file('a', 'image/png'), { sent: 'whole', why: null });
    files.call(file('b'), { sent: 'whole', why: null });
    files.read(image('c'));
    files.refusedImages('Refused.');
    expect(sent(files)).toEqual(['a call none', 'b call whole', 'c tool none']);
  });

  it('are counted, each once, beyond the number that is listed', () => {
    const files = new TurnFiles();
    for (let at = 0; at < TURN_FILES_MAX + 3; at += 1) for (const read of [text(`${at}`, 0, 10), text(`${at}`, 10, 100)]) files.read(read);
    expect(files.all.files).toHaveLength(TURN_FILES_MAX);
    expect(files.all.files_more).toBe(3);
    expect(new Set(sent(files).map((each) => each.split(' ').at(-1)))).toEqual(new Set(['whole']));
  });
});
