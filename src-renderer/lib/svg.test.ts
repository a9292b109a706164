import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSvg } from './svg.ts';

const svg = (inner: string, attributes = 'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"'): string =>
  `<svg ${attributes}>${inner}</svg>`;

describe('An SVG is shown', () => {
  it.each([
    ['', 'width="40" height="20"', { width: 40, height: 20 }],
    ['', 'width="40px" viewBox="0 0 10 20"', { width: 40, height: 80 }],
    ['', 'viewBox="0,0,24,24"', { width: 360, height: 360 }],
    ['', 'width="100%" viewBox="0 0 200 100"', { width: 360, height: 180 }],
    ['', '', { width: 300, height: 150 }],
  ])('in its size: %s %s', (inner, attributes, size) => expect(readSvg(svg(inner, attributes))).toMatchObject(size));

  it.each([
    '<rect width="1" height="1" fill="url(#g)"/><linearGradient id="g"><stop offset="0"/></linearGradient>',
    '<text x="1">a &lt; b</text><!-- <use --><title>a > b</title>',
    '<style>text { fill: #fff } @keyframes a { to { opacity: 0 } }</style>',
    '<style>@import url("https://evil.example/x.css"); a{fill:red}</style>',
    '<g id="a"><rect/></g><use href="#a"/><use xlink:href="#a"/>',
    '<circle r="1"><animate attributeName="r" to="3" dur="1s"/></circle>',
    '<image href="https://evil.example/x.png"/>',
    '<path d="M0 0 9 9" marker-end="url(#m)"/><marker id="m"><path d="M0 0"/></marker>',
    '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#f)"><rect/><rect/></g>',
    '<rect onclick="alert(1)" aria-label="a > b"/>',
    '<use href="#missing"/>',
  ])('%s', (inner) => expect(readSvg(svg(inner)).address).toMatch(/^data:image\/svg\+xml,/));

  it('with the namespaces that it needs', () => {
    const { address } = readSvg('<?xml version="1.0"?><!DOCTYPE svg PUBLIC "x" "y">\n<svg viewBox="0 0 1 1"><use xlink:href="#a"/></svg>');
    expect(decodeURIComponent(address)).toContain(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox',
    );
  });
});

/** Ten of the one before, ten times over. */
function bomb(use: (id: string) => string, levels = 9): string {
  const level = (at: number): string => `<g id="l${at}">${use(`l${at - 1}`).repeat(10)}</g>`;
  return `<g id="l0"><rect/></g>${Array.from({ length: levels }, (_, index) => level(index + 1)).join('')}`;
}

describe('An SVG is not shown', () => {
  it.each([
    ['with a script', svg('<script>alert(1)</script>')],
    ['with a script in another prefix', svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>')],
    ['with entities', '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>'],
    ['with a stylesheet', `<?xml-stylesheet href="x"?>${svg('')}`],
    ['that draws a billion shapes', svg(bomb((id) => `<use href="#${id}"/>`))],
    ['that hides the number sign', svg(bomb((id) => `<use href="&#35;${id}"/>`))],
    ['with patterns in patterns', svg(bomb((id) => `<rect fill="url(#${id})"/>`))],
    ['with masks in masks, in a style', svg(bomb((id) => `<rect style="mask: url( '#${id}' )"/>`))],
    ['with patterns that groups inherit', svg(bomb((id) => `<g fill="url(#${id})"><rect/><rect/></g>`))],
    ['with patterns that a copy inherits', svg(bomb((id) => `<use fill="url(#${id})" href="#l0"/>`))],
    ['with a marker at each point', svg('<path d="M0 0 1 1 2 2" marker-mid="url(#m)"/>')],
    ['with a marker at each point, in a style', svg('<path style="marker:url(#m)"/>')],
    ['with a long filter', svg(`<filter id="f">${'<feGaussianBlur/>'.repeat(300)}</filter><rect filter="url(#f)"/>`)],
    ['with an image in it', svg('<image href="data:image/png;base64,AAAA"/>')],
    ['with rules behind an end that is none', svg('<style><![CDATA[ </style> rect{fill:url(#a)} ]]></style>')],
    ['with an escape in a style', svg(String.raw`<rect style="fill:\75rl(#a)"/>`)],
    ['with addresses in rules', svg('<style>rect{fill:url(#a)}</style>')],
    ['with rules that look like an import', svg('<style>@import {} rect{fill:url(#a);}</style>')],
    ['with escapes in rules', svg(String.raw`<style>rect{fill:\75 rl(#a)}</style>`)],
    ['that draws itself', svg('<g id="a"><use href="#a"/></g>')],
    ['that changes what it draws', svg('<use href="#a"><set attributeName="href" to="#b"/></use>')],
    ['with a document in it', svg('<image href="data:image/svg+xml,x"/>')],
    ['with a page in it', svg('<foreignObject><iframe src="https://evil.example"/></foreignObject>')],
    ['that does not end', '<svg><g>'],
    ['that ends twice', '<svg></svg></svg>'],
    ['with two roots', '<svg/><svg/>'],
    ['that is none', '<html></html>'],
    ['that is text', 'hello'],
    ['that is empty', ''],
    ['with a comment that does not end', '<svg><!-- </svg>'],
    ['as long as a film', svg(' '.repeat(400_000))],
    ['as large as a field', svg('', 'width="1000000" height="1"')],
    ['with too many shapes', svg('<rect/>'.repeat(25_000))],
    ['nested too deep', svg(`${'<g>'.repeat(1_000)}${'</g>'.repeat(1_000)}`)],
  ])('%s', (_what, text) => expect(() => readSvg(text)).toThrow());
});

/** A safety limit and no measure: a bad case takes minutes. */
const SOON_MS = 10_000;

it('no text takes long', () => {
  for (const piece of [
    '<',
    '<a ',
    '<!--',
    '<a b="',
    "<a b='",
    '<![CDATA[',
    '<?x',
    '&#35;',
    '<a/>',
    '<style>',
    '@import ',
    'url(#',
    '<a b=c ',
  ])
    for (const start of ['', '<svg>', '<svg><style>']) {
      const begun = performance.now();
      expect(() => readSvg(start + piece.repeat(290_000 / piece.length))).toThrow();
      expect(performance.now() - begun, piece).toBeLessThan(SOON_MS);
    }
});

describe('A drawing that moves', () => {
  const stillOf = (text: string): string | null => {
    const { still } = readSvg(text);
    return still && decodeURIComponent(still.slice(still.indexOf(',') + 1));
  };
  const stopped = /<style>\*\{animation:none!important;transition:none!important\}<\/style><\/svg>/;

  it('has a still form without its animations', () => {
    const text =
      '<svg><g><circle r="4"><animate attributeName="r" to="9"/></circle><set attributeName="x" to="1"><desc>a</desc></set></g></svg>';
    expect(stillOf(text)).toMatch(/^<svg xmlns="[^"]+"><g><circle r="4"><\/circle><\/g>/);
    expect(stillOf(text)).toMatch(stopped);
  });

  it.each([
    '<svg><style>@keyframes a{to{opacity:0}}rect{animation:a 1s infinite}</style><rect/></svg>',
    '<svg><rect style="animation-name: a"/></svg><!-- </svg> -->',
    '<svg><style>rect{transition:all 2s}</style></svg>',
  ])('%s has one whose styles do not move', (text) => expect(stillOf(text)).toMatch(stopped));

  it('and no other has one', () => expect(stillOf('<svg><text>animation</text><rect/></svg>')).toBeNull());
});

it('any text is shown or refused', () => {
  const pieces = fc.constantFrom(
    ...[
      '<svg>',
      '</svg>',
      '<svg/>',
      '<g id="a">',
      '</g>',
      '<use href="#a"/>',
      '"',
      "'",
      '<',
      '>',
      '&',
      'x',
      '<!--',
      '-->',
      '<style>',
      '</style>',
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      try {
        expect(readSvg(parts.join('')).width).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
    { numRuns: 2_000 },
  );
});
