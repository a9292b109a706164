import { expect, it } from 'vitest';
import type { TurnFile } from '../../../src-shared/hosted-agents.ts';
import { filesText } from './turn-files-text.ts';

const file = (name: string | null, sent: TurnFile['sent'] = 'whole'): TurnFile => ({
  ...{ file_id: 'f', name, type: 'text/plain', size: 9, way: 'call', sent, why: sent === 'none' ? 'It is empty.' : null },
});

it('names the first files, how much of each went in, and counts all', () => {
  expect(filesText({ files: [], files_more: 0 })).toBe('');
  expect(filesText({ files: [file('a.txt'), file('b.log', 'part'), file('c.zip', 'none')], files_more: 0 })).toBe(
    '3: a.txt, b.log (a part), c.zip (left out)',
  );
  expect(filesText({ files: Array.from({ length: 50 }, () => file('a.txt', 'copy')), files_more: 2 })).toBe(
    '52: a.txt (a copy), a.txt (a copy), a.txt (a copy), …',
  );
});

it('says of a deleted file that it is gone, and keeps a name on its line', () => {
  expect(filesText({ files: [file(null), file('a\n\u001B[2Jb\u202Etxt')], files_more: 0 })).toBe(
    '2: one that is gone, a \uFFFD[2Jb\uFFFDtxt',
  );
});
