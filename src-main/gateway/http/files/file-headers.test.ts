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
});
