import { describe, expect, it } from 'vitest';
import { fileHeaders } from './file-headers.ts';

const sha256 = 'a'.repeat(64);
const headersOf = (type: string, name = 'x', isDownload = false) => fileHeaders({ name, type, sha256 }, { isDownload });

describe('A file on its way out', () => {
  it.each(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'audio/mpeg', 'audio/ogg', 'video/mp4', 'video/webm'])(
    'of the kind %s is shown in place',
    (type) => {
      expect(headersOf(type)['content-disposition']).toMatch(/^inline;/);
      expect(headersOf(type)['content-type']).toBe(type);
      expect(headersOf(type, 'x', true)['content-disposition']).toMatch(/^attachment;/);
    },
  );

  it.each([
    ['image/svg+xml', 'text/plain; charset=utf-8'],
    ['text/html', 'text/plain; charset=utf-8'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['application/xml', 'text/plain; charset=utf-8'],
    ['application/pdf', 'application/pdf'],
    ['application/zip', 'application/octet-stream'],
    ['application/wasm', 'application/octet-stream'],
    ['image/tiff', 'application/octet-stream'],
    ['text/javascript', 'application/octet-stream'],
  ])('of the kind %s is only ever saved, as %s', (type, sent) => {
    expect(headersOf(type)).toMatchObject({ 'content-type': sent, 'content-disposition': expect.stringMatching(/^attachment;/) });
  });

  it('may do nothing, whatever it is', () => {
    expect(headersOf('image/png')).toMatchObject({
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none';/),
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': expect.stringContaining('private'),
      etag: `"${sha256}"`,
    });
  });

  it('has its name written so that no character of it is anything but a name', () => {
    expect(headersOf('image/png', `a"b\\c%41;é\r\nX: y'(*).png`)['content-disposition']).toBe(
      `inline; filename="a_b_c_41;___X: y'(*).png"; filename*=UTF-8''a%22b%5Cc%2541%3B%C3%A9%0D%0AX%3A%20y%27%28%2A%29.png`,
    );
  });

  it.each([
    ['image/png', 'png.html', 'png.html.png'],
    ['image/png', 'a.png', 'a.png'],
    ['image/jpeg', 'A.JPEG', 'A.JPEG'],
    ['image/gif', 'x', 'x.gif'],
    ['image/webp', 'x.', 'x..webp'],
    ['audio/mpeg', 'song.exe', 'song.exe.mp3'],
    ['video/mp4', 'film.desktop', 'film.desktop.mp4'],
    ['application/pdf', 'invoice.js', 'invoice.js.pdf'],
    ['application/zip', 'notes.html', 'notes.html'],
    ['text/html', 'page.html', 'page.html'],
  ])('of the kind %s and called %s is saved as %s', (type, name, saved) => {
    for (const isDownload of [false, true])
      expect(headersOf(type, name, isDownload)['content-disposition']).toContain(`filename="${saved}"`);
  });

  it('is requested again each time, so that a deleted file is not shown', () => {
    expect(headersOf('image/png')['cache-control']).toBe('private, no-cache');
  });

  it('every kind that is shown in place has an ending', () => {
    for (const type of ['apng', 'png', 'jpeg', 'gif', 'webp', 'avif'].map((each) => `image/${each}`))
      expect(headersOf(type, 'x')['content-disposition']).toMatch(/filename="x\.[a-z]+"/);
    for (const type of ['mpeg', 'ogg', 'wav', 'mp4', 'x-m4a', 'webm', 'flac'].map((each) => `audio/${each}`))
      expect(headersOf(type, 'x')['content-disposition']).toMatch(/filename="x\.[a-z0-9]+"/);
  });
});
