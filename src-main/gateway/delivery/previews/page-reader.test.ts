import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LINK_DESCRIPTION_CHARS_MAX, LINK_SITE_CHARS_MAX, LINK_TITLE_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { PageReader, type PageFacts } from './page-reader.ts';

/** A safety limit and no measure: a bad case takes minutes. */
const SOON_MS = 5_000;

function factsOf(page: string | Uint8Array, charset: string | null = null, chunkBytes = 1_000): PageFacts | null {
  const bytes = typeof page === 'string' ? Buffer.from(page) : page;
  const reader = new PageReader(charset);
  for (let at = 0; at < bytes.length && !reader.isDone; at += chunkBytes) reader.write(bytes.subarray(at, at + chunkBytes));
  return reader.facts();
}

const titleOf = (page: string | Uint8Array, charset: string | null = null): string | undefined => factsOf(page, charset)?.title;
const meta = (property: string, content: string): string => `<meta property="${property}" content="${content}">`;

describe('The facts of a page', () => {
  it('are what it says for previews, before what it says for others', () => {
    const page = `<!doctype html><html><head><title>Plain</title>
      ${meta('og:title', 'Growing tomatoes')}${meta('og:description', 'From seed to sauce.')}
      <meta name="description" content="Another"><meta name="twitter:title" content="Tweeted">
      ${meta('og:site_name', 'The Garden')}${meta('og:image', '/tomato.jpg')}</head><body></body></html>`;
    const facts = { title: 'Growing tomatoes', description: 'From seed to sauce.', site_name: 'The Garden', image: '/tomato.jpg' };
    expect(factsOf(page)).toEqual(facts);
    expect(factsOf(page, null, 1)).toEqual(facts);
  });

  it('are those of a plain page where it has no others', () => {
    const page = '<title>\n  Plain\n page </title><META NAME=Description CONTENT=short>';
    expect(factsOf(page)).toEqual({ title: 'Plain page', description: 'short', site_name: null, image: null });
  });

  it('have the image with the secure address', () => {
    const page = `<title>t</title>${meta('og:image', 'http://a/1')}${meta('og:image:secure_url', 'https://a/1')}`;
    expect(factsOf(page)?.image).toBe('https://a/1');
  });

  it('are none without a title', () => {
    for (const page of [
      '',
      'text',
      meta('og:description', 'd'),
      '<title> \u200b </title>',
      meta('og:title', ''),
      '<script><title>x</title></script>',
    ])
      expect(factsOf(page), page).toBeNull();
  });

  it('are of the head alone, and the first of each counts', () => {
    expect(titleOf(`<head><title>head</title></head><body>${meta('og:title', 'body')}`)).toBe('head');
    expect(titleOf(`<title>a</title><p>${meta('og:title', 'x')}<body><title>b</title>`)).toBe('x');
    expect(titleOf(`${meta('og:title', 'one')}${meta('og:title', 'two')}<title>a</title><title>b</title>`)).toBe('one');
    expect(titleOf('<!-- <title>no</title> --><style><title>no</title></style><title>yes</title>')).toBe('yes');
  });

  it('have their entities decoded once', () => {
    expect(titleOf('<title>Tom &amp; Ada &lt;3 &#x27;quoted&#39; &eacute; &hearts; &amp;lt;b&amp;gt;</title>')).toBe(
      "Tom & Ada <3 'quoted' é ♥ &lt;b&gt;",
    );
    expect(titleOf(meta('og:title', '&quot;A&quot; &#0;&#xD800;&#x202E;B &unknown; &#99999999;'))).toMatch(/^"A" .*B &unknown; /);
    expect(titleOf('<title><b>not bold</b></title>')).toBe('<b>not bold</b>');
  });

  it('are on one line, and hide nothing', () => {
    expect(titleOf('<title>a\r\n\tb\u0000\u0007c</title>')).toBe('a b c');
    expect(titleOf('<title>safe\u202Egnp.exe\u2066x\u2069\u200F\u200B\uFEFF</title>')).toBe('safegnp.exex');
    expect(titleOf(`<title>e${'\u0301'.repeat(500)}x</title>`)).toBe('é\u0301x');
    expect(titleOf('<title>👩‍🌾 مرحبا می‌خواهم</title>')).toBe('👩‍🌾 مرحبا می‌خواهم');
  });

  it('are found behind tags that belong elsewhere', () => {
    expect(titleOf(`<head><noscript><img src="/pixel"><div></div></noscript>${meta('og:title', 'Here')}`)).toBe('Here');
    expect(titleOf(`<head>${'<div>'.repeat(90)}<title>Here</title>`)).toBe('Here');
    expect(titleOf(`<head>${'<div>'.repeat(200)}<title>Here</title>`)).toBeUndefined();
  });

  it('are cut to their lengths, and no character is cut in two', () => {
    const long = '🍅'.repeat(20_000);
    const facts = factsOf(`<title>t</title>${meta('og:title', long)}${meta('og:description', long)}${meta('og:site_name', long)}`);
    const lengths = [facts?.title, facts?.description, facts?.site_name].map((each) => [...(each ?? '')].length);
    expect(lengths).toEqual([LINK_TITLE_CHARS_MAX, LINK_DESCRIPTION_CHARS_MAX, LINK_SITE_CHARS_MAX]);
    expect(facts?.title).toMatch(/^🍅+…$/u);
    expect(factsOf(`<title>t</title>${meta('og:image', `https://a/${'x'.repeat(3_000)}`)}`)?.image).toBeNull();
  });
});

describe('The encoding of a page', () => {
  const latin = (page: string): Buffer => Buffer.from(page, 'latin1');

  it('is what the server says, or the page, or its first bytes', () => {
    expect(titleOf(latin('<title>café</title>'), 'ISO-8859-1')).toBe('café');
    expect(titleOf(latin('<meta charset=windows-1252><title>café</title>'))).toBe('café');
    expect(titleOf(latin('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><title>café</title>'))).toBe('café');
    expect(titleOf(latin('<title>café</title>'))).toBe('café');
    expect(titleOf('<title>café</title>')).toBe('café');
    expect(titleOf(Buffer.concat([Buffer.from([0x3c]), Buffer.from('title>'), Buffer.from([0x93, 0xfa, 0x96, 0x7b])]), 'shift_jis')).toBe(
      '日本',
    );
    expect(titleOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<title>日本</title>', 'utf16le')]))).toBe('日本');
    expect(titleOf('\uFEFF<title>é</title>', 'windows-1252')).toBe('é');
  });

  it('is guessed where it is none', () => {
    for (const charset of ['nonsense', 'replacement', 'utf-7', '']) expect(titleOf('<title>é</title>', charset)).toBe('é');
    expect(titleOf('<meta charset="utf-16"><title>é</title>')).toBe('é');
    expect(titleOf(latin('<title>caf\xe9 \xff</title>'), 'utf-8')).toBe('caf\uFFFD \uFFFD');
  });
});

describe('A hostile page', () => {
  const BIG = 512 * 1024;
  const repeated = (piece: string): string => piece.repeat(Math.ceil(BIG / piece.length));

  it.each([
    ['tags', '<div>'],
    ['templates', '<template>'],
    ['other tags', '<a><b></a>'],
    ['closing tags of none', '</p>'],
    ['attributes', ' a'],
    ['metas', '<meta property="og:x" content="y">'],
    ['comments', '<!--'],
    ['titles', '<title>'],
    ['entities', '&amp;'],
    ['half entities', '&#x'],
    ['brackets', '<'],
    ['quotes', '"'],
    ['closing tags', '</title'],
    ['marks', '\u0301'],
    ['spaces', ' '],
    ['cdata', '<![CDATA['],
    ['bad bytes', '\u00ff'],
  ])('of nothing but %s is read soon', (_what, piece) => {
    for (const start of [
      '',
      '<title>',
      '<meta property="og:title" content="',
      '<meta ',
      '<!--',
      '<script>',
      '<title>t</title><meta property=',
    ]) {
      const began = performance.now();
      factsOf(start + repeated(piece), null, 16 * 1024);
      expect(performance.now() - began, start).toBeLessThan(SOON_MS);
    }
  });

  it('of any kind has facts that are as they should be', () => {
    const piece = fc.constantFrom(
      ...[
        '<title>',
        '</title>',
        '<meta property="og:title" content="',
        '<meta name=description content=',
        '">',
        '<head>',
        '</head>',
        '<body>',
      ],
      ...[
        '&#',
        '&lt;',
        '&#x202e;',
        ';',
        "'",
        '"',
        '<',
        '>',
        '/',
        '=',
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '<svg>',
        '\0',
        '\u202e',
        'a',
        ' ',
        '🍅',
      ],
    );
    const page = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 }).map((pieces) => pieces.join(''));
    const property = fc.property(page, fc.integer({ min: 1, max: 50 }), (text, chunkBytes) => {
      const facts = factsOf(text, null, chunkBytes);
      expect(facts).toEqual(factsOf(text));
      for (const each of [facts?.title, facts?.description, facts?.site_name]) {
        if (typeof each !== 'string') continue;
        // Code points that are reserved for emoji are unassigned, and are kept as emoji are.
        expect(each.replaceAll(/\u200D|\p{Extended_Pictographic}/gu, '')).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
        expect(each).toBe(each.trim());
      }
    });
    fc.assert(property, { numRuns: 200, interruptAfterTimeLimit: SOON_MS, examples: [['<title>\u{1F848}', 1]] });
  });

  it('of bytes that are no text is read too', () => {
    const property = fc.property(
      fc.uint8Array({ maxLength: 3_000 }),
      fc.constantFrom(null, 'utf-16le', 'gb18030', 'iso-2022-jp'),
      (bytes, charset) => {
        factsOf(bytes, charset, 97);
      },
    );
    fc.assert(property, { numRuns: 200, interruptAfterTimeLimit: SOON_MS });
  });
});
