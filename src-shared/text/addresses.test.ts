import { expect, test } from 'vitest';
import { bareAddress, isOpenable } from './addresses.ts';
import { readText } from './read.ts';
import { outline } from './testing.ts';

const A = 'https://example.com/a';
/** The addresses of the links in a text. */
const links = (text: string): string[] => [...outline(readText(text)).matchAll(/link\(([^|]*)\|/g)].map(([, address]) => address ?? '');

test.each([
  [`见 ${A}。谢谢`, [A]],
  [`见${A}，然后`, [A]],
  [`（${A}）`, [A]],
  [`「${A}」『${A}』【${A}】《${A}》`, [A, A, A, A]],
  [`${A}、https://example.com/b`, [A, 'https://example.com/b']],
  [`${A}！ ${A}？ ${A}：x ${A}；x ${A}～ ${A}｜`, [A, A, A, A, A, A]],
  [`open "https://example.com" now`, ['https://example.com']],
  [`'${A}' "${A}" “${A}” ‘${A}’ «${A}» ‹${A}› „${A}“`, [A, A, A, A, A, A, A]],
  [`${A}… ${A}... ${A}—then ${A}–`, [A, A, A, A]],
  [`${A}؟ ${A}، ${A}؛ ${A}۔`, [A, A, A, A]],
  [`${A}। ${A}॥ ${A}։ ${A}። ${A}၊ ${A}។`, [A, A, A, A, A, A]],
  [`${A}🎉 ${A}→ ${A}\u200b ${A}\u202e`, [A, A, A, A]],
  [`(see ${A}) [${A}] {${A}} <${A}>`, [A, A, A, A]],
  [`**${A}** _${A}_ ~~${A}~~`, [A, A, A]],
  [`${A}. ${A}, ${A}; ${A}: ${A}! ${A}?`, [A, A, A, A, A, A]],
  ['https://en.wikipedia.org/wiki/Foo_(bar)', ['https://en.wikipedia.org/wiki/Foo_(bar)']],
  ['(https://en.wikipedia.org/wiki/Foo_(bar))', ['https://en.wikipedia.org/wiki/Foo_(bar)']],
  ['https://a.test/?x=[1]&y={2}', ['https://a.test/?x=[1]&y={2}']],
  [
    'https://zh.wikipedia.org/wiki/中文 https://ja.wikipedia.org/wiki/ア・イ',
    ['https://zh.wikipedia.org/wiki/中文', 'https://ja.wikipedia.org/wiki/ア・イ'],
  ],
  ["https://a.test/it's/so–so", ["https://a.test/it's/so–so"]],
  ['https://a.test/x_y_z?a=b==#c', ['https://a.test/x_y_z?a=b==#c']],
  ['http://localhost:4510/#/room/lobby http://[::1]:80/', ['http://localhost:4510/#/room/lobby', 'http://[::1]:80/']],
  ['come to lanai://room/lobby/17, or (lanai://room/garden).', ['lanai://room/lobby/17', 'lanai://room/garden']],
  ['xlanai://room/lobby lanai://home/x lanai://room/', []],
  ['xhttps://a.test awww.a.test a/www.b.test', []],
  ['http:// https://. www. http://(', []],
  ['mail ada.l+x@mail.example.org. or x@y', ['mailto:ada.l+x@mail.example.org']],
  ['a&lt;https://a.test&gt;', ['https://a.test']],
])('the links in %j', (text, expected) => expect(links(text)).toEqual(expected));

test('only addresses that a browser opens itself, and places of this home, can be opened', () => {
  for (const address of ['https://a.test', 'HTTP://a.test', 'mailto:ada@a.test', 'lanai://room/lobby'])
    expect(isOpenable(address)).toBe(true);
  for (const address of [
    '',
    '#1',
    '/a',
    '//a.test',
    'a',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///a',
    'https://',
    'lanai://home/x',
    `https://a/${'a'.repeat(5_000)}`,
  ]) {
    expect(isOpenable(address), address).toBe(false);
  }
});

test('an address without end is none', () => {
  expect(bareAddress(`https://${'a'.repeat(10_000)}`, 0)?.href).toBeNull();
});
