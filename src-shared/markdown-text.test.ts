import { describe, expect, it } from 'vitest';
import { compiler } from 'markdown-to-jsx/react';
import { createElement, Fragment } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { escapeMarkdown } from './markdown-text.ts';

const drawn = (markdown: string): string =>
  renderToStaticMarkup(
    createElement(Fragment, {}, compiler(markdown, { disableParsingRawHTML: true, forceBlock: true, wrapper: Fragment })),
  );

const asHtml = (text: string): string => renderToStaticMarkup(createElement('strong', {}, text));

describe('An escaped text', () => {
  it.each([
    'Sarah',
    '[Sign in](https://evil.example/in)',
    '[a]: https://evil.example',
    '![x](https://evil.example)',
    'https://evil.example/path',
    '<https://evil.example>',
    'www.evil.example',
    'me@evil.example',
    '# Heading',
    '- item',
    '1. item',
    '> quote',
    '**bold** and _em_ and ~~gone~~ and ==marked==',
    '`code`',
    '| a | b |',
    '<b>x</b> &amp; &lt;',
    'a\\*b\\',
    '$x$',
    'note[^1]',
    ':smile:',
  ])('is drawn as it is: %s', (text) => {
    expect(drawn(`I know **${escapeMarkdown(text)}** well.`)).toBe(`<p>I know ${asHtml(text)} well.</p>`);
  });
});
