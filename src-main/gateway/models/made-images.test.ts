import { describe, expect, it } from 'vitest';
import { ANSWER_IMAGE_BYTES_MAX, ANSWER_IMAGES_MAX } from '../../../src-shared/agent-files.ts';
import { MadeImages } from './made-images.ts';

const urlOf = (bytes: Buffer): string => `data:image/png;base64,${bytes.toString('base64')}`;
const rawOf = (...urls: unknown[]) => ({
  choices: [{ index: 0, delta: { images: urls.map((url) => ({ type: 'image_url', image_url: { url } })) } }],
});

function made(...pieces: unknown[]): { all: string[]; lost: string[] } {
  const images = new MadeImages();
  for (const each of pieces) images.addRaw(each);
  return { all: images.all.map(String), lost: images.lost };
}

describe('the images of an answer', () => {
  it('are read from the pieces of the stream, each once', () => {
    const [one, two] = [urlOf(Buffer.from('one')), urlOf(Buffer.from('two'))];
    expect(made(rawOf(one), rawOf(one, two))).toEqual({ all: ['one', 'two'], lost: [] });
  });

  it('are read from the parts of a content', () => {
    const content = [
      { type: 'text', text: 'Here' },
      { type: 'image_url', image_url: { url: urlOf(Buffer.from('one')) } },
    ];
    expect(made({ choices: [{ delta: { content } }] })).toEqual({ all: ['one'], lost: [] });
  });

  it('are not fetched from elsewhere, and not believed to be Base64', () => {
    const { all, lost } = made(rawOf('https://pictures.example/a.png', 'file:///etc/passwd', 'data:image/png;base64,<svg>', 'data:,words'));
    expect(all).toEqual([]);
    expect(lost).toEqual([
      'An image on another server was left out: it is not fetched from there.',
      'An image that cannot be read was left out.',
    ]);
  });

  it('are left out when they are too large or too many', () => {
    const large = urlOf(Buffer.alloc(ANSWER_IMAGE_BYTES_MAX + 1));
    const many = Array.from({ length: ANSWER_IMAGES_MAX + 3 }, (_, at) => urlOf(Buffer.from(`${at}`)));
    const { all, lost } = made(rawOf(large), rawOf(...many));
    expect(all).toEqual(['0', '1', '2', '3']);
    expect(lost).toEqual([
      'An image has at most 8 MB. A larger one was left out.',
      'An answer has at most 4 images. The others were left out.',
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['a number', 7],
    ['no choices', { choices: 'x' }],
    ['no delta', { choices: [null, {}] }],
    ['images that are none', { choices: [{ delta: { images: { length: 9 } } }] }],
    ['parts without an address', rawOf(null, 7, {}, [])],
  ])('are none in %s', (_what, piece) => {
    expect(made(piece)).toEqual({ all: [], lost: [] });
  });

  it('are taken from a library that reads them, and other files are not', () => {
    const images = new MadeImages();
    images.addFile({ type: 'file', mediaType: 'image/png', data: { type: 'data', data: Buffer.from('one').toString('base64') } });
    images.addFile({ type: 'file', mediaType: 'image/*', data: { type: 'data', data: Uint8Array.from(Buffer.from('two')) } });
    images.addFile({ type: 'file', mediaType: 'image/png', data: { type: 'url', url: new URL('https://pictures.example/a.png') } });
    images.addFile({ type: 'file', mediaType: 'text/html', data: { type: 'data', data: 'PGI+' } });
    expect(images.all.map(String)).toEqual(['one', 'two']);
    expect(images.lost).toEqual([
      'An image on another server was left out: it is not fetched from there.',
      'The model also answered with a file that is no image. It was left out.',
    ]);
  });
});
