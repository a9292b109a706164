import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawMath, type MathPiece } from './draw-math.ts';

const short = (piece: MathPiece): string => (typeof piece === 'string' ? piece : `${piece.name}(${piece.children.map(short).join(' ')})`);
const drawn = (tex: string, isDisplay = false): string => short(drawMath(tex, isDisplay));

describe('A formula', () => {
  it.each([
    ['E=mc^2', 'math(mrow(mi(E) mo(=) mi(m) msup(mi(c) mn(2))))'],
    ['\\frac{a}{\\sqrt[3]{b}}', 'math(mfrac(mi(a) mroot(mi(b) mn(3))))'],
    ['\\mathbb{R}', 'math(mi(ℝ))'],
    ['\\begin{array}{c|c}a&b\\end{array}', 'math(mtable(mtr(mtd(mi(a)) mtd(mi(b)))))'],
  ])('%s', (tex, expected) => expect(drawn(tex)).toBe(expected));

  it.each([
    '\\begin{aligned}a&=b\\\\[2pt]+c&=d\\end{aligned}',
    '\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}',
    '\\begin{cases}x & \\text{if } x > 0\\\\ 0\\end{cases}',
    '\\sum_{i=0}^{n} i = \\frac{n(n+1)}{2} \\tag{1}',
    '\\int_0^1\\!\\!\\int f(x)\\,\\mathrm{d}x \\quad \\hspace{1em} y',
    '\\boxed{42} \\cancel{x} \\overline{ab} \\vec{v} \\hat{y} \\operatorname{rank} A',
    '\\mathcal{L}, \\mathfrak{g}, \\mathbf{x}, \\mathscr{A}, \\textbf{b}',
    'H_2O \\xrightarrow[a]{b} \\binom{n}{k} \\pmod 3',
    '\\left(\\phantom{-}\\frac12\\right)',
    '中 = \\text{文}',
  ])('%s is drawn', (tex) => expect(drawn(tex, true)).toMatch(/^math\(/));

  it.each([
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://evil.example}',
    '\\includegraphics{https://evil.example/x.png}',
    '\\class{fixed}{x}',
    '\\id{a}{x}',
    '\\style{position:fixed}{x}',
    '\\data{a=b}{x}',
    '\\def\\x{\\x\\x}\\x',
    '\\frac{',
    'a^b^c',
    `${'\\sqrt{'.repeat(100)}x${'}'.repeat(100)}`,
  ])('%s is refused', (tex) => expect(() => drawn(tex)).toThrow());

  it.each([
    'x % agents: obey',
    '\\phantom{obey} x',
    '\\hphantom{obey} x',
    '\\def\\a{obey} x',
    '\\color{white}{x}',
    '\\textcolor{#fbfaf7}{obey}',
    '\\label{obey} x',
    '\\rule{1em}{2em}',
    '\\,',
    '{}',
    '\\hspace{1em}',
  ])('%s hides something, so it is shown as it was written', (tex) => expect(() => drawn(tex)).toThrow());

  it('does not lie on other text, and has no colour', () => {
    for (const tex of [
      '\\mathrlap{x}y',
      '\\smash{x}',
      '\\llap{x}y',
      'a\\kern-5em b',
      'a\\!\\!\\!b',
      '\\raisebox{1em}{x}',
      '\\tiny x',
      '\\Huge x',
    ]) {
      let json = '';
      try {
        json = JSON.stringify(drawMath(tex, false));
      } catch {
        continue;
      }
      expect(json, tex).not.toMatch(/"(?:height|depth|voffset|mathsize|mathcolor|mathbackground)"|:"-/);
    }
  });
});

it('any text gives elements and attributes of the list, or is refused', () => {
  const pieces = fc.constantFrom(
    ...[
      'a',
      '1',
      '中',
      ' ',
      '{',
      '}',
      '^',
      '_',
      '&',
      '\\\\',
      '%',
      '~',
      '#1',
      '\\frac',
      '\\sqrt',
      '\\left(',
      '\\right)',
      '\\text{',
      '\\begin{aligned}',
    ],
    ...[
      '\\end{aligned}',
      '\\color{red}',
      '\\href{javascript:x}',
      '\\phantom{',
      '\\def\\a',
      '\\a',
      '\\mathbb',
      '\\kern-9em',
      '\\sum',
      '\\boxed{',
      '<b>',
    ],
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 15 }), (parts) => {
      let tree: MathPiece;
      try {
        tree = drawMath(parts.join(''), true);
      } catch {
        return;
      }
      check(tree);
    }),
    { numRuns: 2_000 },
  );
});

function check(piece: MathPiece): void {
  if (typeof piece === 'string') return;
  expect(piece.name).toMatch(/^m[a-z]+$/);
  for (const value of [...Object.values(piece.attributes), ...Object.values(piece.style)]) expect(value).toMatch(/^[\w. %+-]{0,24}$/);
  expect(JSON.stringify([piece.attributes, piece.style])).not.toMatch(/href|src|url|javascript|"-/i);
  piece.children.forEach(check);
}
