import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from './markdown-text.ts';
import { readText } from './text/read.ts';

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
    '@Sarah',
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
    const content = [
      { kind: 'text', text: 'I know ' },
      { kind: 'strong', content: [{ kind: 'text', text }] },
      { kind: 'text', text: ' well.' },
    ];
    expect(readText(`I know **${escapeMarkdown(text)}** well.`, [{ id: 'sarah', name: 'Sarah' }])).toEqual([
      { kind: 'paragraph', content },
    ]);
  });
});
