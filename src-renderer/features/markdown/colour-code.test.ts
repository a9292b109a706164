import { expect, test } from 'vitest';
import { colourCode, type CodePiece } from './colour-code.ts';
import { languageCalled } from './code-languages.ts';

async function coloured(code: string, written: string): Promise<CodePiece[]> {
  const language = languageCalled(written);
  if (!language) throw new Error(`${written} is not coloured.`);
  return colourCode(code, language.name, (await language.load()).default);
}
const scopeOf = (pieces: readonly CodePiece[], text: string) => pieces.find((piece) => piece.text.trim() === text)?.scope;

test('code is cut into pieces that say what they are, and nothing of it is lost', async () => {
  const code = 'const gate = "0.5%"; // stop <b>above</b>\n';
  const pieces = await coloured(code, 'ts');
  expect(pieces.map(({ text }) => text).join('')).toBe(code);
  expect(scopeOf(pieces, 'const')).toBe('keyword');
  expect(scopeOf(pieces, '"0.5%"')).toBe('string');
  expect(scopeOf(pieces, '// stop <b>above</b>')).toBe('comment');
});

test.each(['bash', 'cpp', 'css', 'go', 'ini', 'java', 'js', 'json', 'md', 'py', 'rust', 'sql', 'tsx', 'html', 'yaml'])(
  'every language keeps its code: %s',
  async (written) => {
    const code = '<style>\n+ a: "b" # c\n-- d\n[x] = `${1}` { /* e */ }\n</style>\n';
    expect((await coloured(code, written)).map(({ text }) => text).join('')).toBe(code);
  },
);

test('languages go by what people write, and others are left alone', () => {
  for (const [written, name] of [
    ['TS', 'typescript'],
    ['js {1,3}', 'javascript'],
    ['c++', 'cpp'],
    ['yml', 'yaml'],
    ['json:package.json', 'json'],
  ])
    expect(languageCalled(written ?? '')?.name).toBe(name);
  for (const written of ['', 'brainfuck', 'constructor', '__proto__', 'toString']) expect(languageCalled(written)).toBeNull();
});
