import { describe, expect, it } from 'vitest';
import { filePath, isShownAsImage, kindOfFile, messageWords, safeFileName, type FileInfo } from './files.ts';

const file: FileInfo = { id: 'f', name: 'a.png', type: 'image/png', size: 1, sha256: '', width: 100, height: 100, created_at: 0, by: 'p' };

describe("A file's name", () => {
  it.each([
    ['holiday.jpg', 'holiday.jpg'],
    ['  two   words .txt ', 'two words .txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\a.doc', 'a.doc'],
    ['..', 'file'],
    ['', 'file'],
    ['\u0000\u0007', 'file'],
    ['a\u0000.png', 'a.png'],
    ['line\r\nbreak.txt', 'linebreak.txt'],
    ['\u202Egpj.exe', 'gpj.exe'],
    ['a\u2066b\u200E\uFEFF.txt', 'ab.txt'],
    ['half \uD83C.png', 'half \uFFFD.png'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
  ])('%j is kept as %j', (name, kept) => {
    expect(safeFileName(name)).toBe(kept);
  });

  it('that is too long keeps its ending', () => {
    const kept = safeFileName(`${'🌺'.repeat(300)}.jpeg`);
    expect([[...kept].length, kept.endsWith('🌺.jpeg')]).toEqual([200, true]);
    expect([...safeFileName('a'.repeat(300))]).toHaveLength(200);
  });

  it('is a name and nothing else in its address', () => {
    expect(filePath({ id: 'f', name: '50% a/b?c#d.png' })).toBe('/api/files/f/50%25%20a%2Fb%3Fc%23d.png');
  });
});

describe('A file', () => {
  it('is shown by what it is', () => {
    expect(['image/webp', 'audio/mpeg', 'video/mp4', 'image/svg+xml', 'application/pdf'].map((type) => kindOfFile({ type }))).toEqual([
      'image',
      'audio',
      'video',
      'text',
      'other',
    ]);
  });

  it('is shown as a picture only when its size is known and bearable', () => {
    expect(isShownAsImage(file)).toBe(true);
    expect(isShownAsImage({ ...file, width: null })).toBe(false);
    expect(isShownAsImage({ ...file, width: 10_000, height: 10_000 })).toBe(false);
    expect(isShownAsImage({ ...file, type: 'image/svg+xml' })).toBe(false);
  });
});

describe('A message with files', () => {
  it('is described by its text, and by its files when it has none', () => {
    expect(messageWords({ content: 'Look', attachments: [file] })).toBe('Look');
    expect(messageWords({ content: ' ', attachments: [file] })).toBe('Sent a.png');
    expect(messageWords({ content: '', attachments: [file, file] })).toBe('Sent 2 files');
    expect(messageWords({ content: '', attachments: [] })).toBe('');
  });
});
