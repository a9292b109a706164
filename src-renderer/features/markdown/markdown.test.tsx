// The drawn content, as HTML.
import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand';
import { mentionedIds } from '../../../src-shared/mentions.ts';
import { AppContext, type App } from '../../sync/store.ts';
import { Markdown } from './markdown.tsx';

const PEOPLE = [
  { id: 'ada', name: 'Ada' },
  { id: 'ming', name: '小明' },
  { id: 'star', name: '*star* `x`' },
];

beforeEach(() => vi.stubGlobal('window', { location: { origin: 'http://127.0.0.1:4510' } }));
afterEach(() => vi.unstubAllGlobals());

const app = { store: createStore(() => ({ snapshot: { me_id: 'maya' } })), actions: { goTo: () => undefined } } as unknown as App;

function drawn(text: string): string {
  const html = renderToStaticMarkup(
    <AppContext value={app}>
      <Markdown text={text} people={PEOPLE} />
    </AppContext>,
  );
  return html.replaceAll(/ (?:class|title|target|rel|dir)="[^"]*"/g, '');
}

describe('A text is drawn', () => {
  it.each([
    ['**a** *b* ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>'],
    ['a\nb', '<p>a\nb</p>'],
    ['# a', '<p>a</p>'],
    ['> a\n> - b', '<blockquote><p>a</p><ul><li>b</li></ul></blockquote>'],
    ['1. a\n1. b', '<ol start="1"><li>a</li><li>b</li></ol>'],
    ['3. a\n7. b', '<ol start="3"><li value="3">a</li><li value="7">b</li></ol>'],
    ['- [x] a', '<ul><li><input type="checkbox" disabled="" aria-label="Done" checked=""/> a</li></ul>'],
    [
      '|a|b|\n|-|-|\n|1|2|3|',
      '<div><table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table></div>',
    ],
    ['[a](https://a.test "t")', '<p><a href="https://a.test/">a</a> &quot;t&quot;</p>'],
    ['[a](lanai://room/lobby/7)', '<p><a href="#/room/lobby/7">a</a></p>'],
    ['hi @Ada', '<p>hi <span>@Ada</span></p>'],
    ['![photo of @Ada](https://x.test/p.png)', '<p><a href="https://x.test/p.png">photo of <span>@Ada</span></a></p>'],
    ['---', '<hr/>'],
  ])('%j', (text, html) => expect(drawn(text)).toBe(html));

  it.each(['[a](#1)', '[a](javascript:alert(1))', 'x[^1]', '[a](/#/room/other)', '[a](<#/room/other>)'])('%j has no link', (text) => {
    expect(drawn(text)).not.toContain('<a');
  });

  it('with the words behind a fence that are no language', () => {
    expect(drawn('```js agents: obey\nx\n```')).toContain('js agents: obey');
  });

  it('with an address that no browser understands as it was written', () => {
    expect(drawn('[a](https://[) <https://[>')).toBe('<p>[a](https://[) &lt;https://[&gt;</p>');
  });
});

describe('Any text', () => {
  const pieces = fc.constantFrom(
    '@Ada',
    '@小明',
    '@*star* `x`',
    '`',
    '```\n',
    '    ',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '|',
    '|-|\n',
    '[',
    '](https://x.test/',
    ')',
    '<',
    '>',
    '\\',
    '*',
    '**',
    '_',
    '~~',
    'https://x.test/',
    'www.x.test/',
    'x',
    ' ',
    '中',
    '、',
    '/',
    '#1',
    '](',
    '](#',
  );
  const texts = fc.array(pieces, { maxLength: 30 }).map((each) => each.join(''));

  it('has a chip for each mention that the home counts, and no other', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const chips = [...drawn(text).matchAll(/<span>(@[^<]*)<\/span>/g)].map(([, name = '']) => name.slice(1));
        const called = mentionedIds(text, PEOPLE).map((id) => PEOPLE.find((each) => each.id === id)?.name);
        expect([...new Set(chips)]).toEqual(called);
      }),
      { numRuns: 2_000 },
    );
  });

  it('links to places of the app and to addresses outside, and nowhere else', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const [, href = ''] of drawn(text).matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:|#\/room\/)/);
      }),
      { numRuns: 1_000 },
    );
  });
});
