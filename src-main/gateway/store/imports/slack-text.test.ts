import { expect, it } from 'vitest';
import { textOfSlack } from './slack-text.ts';

const names = { person: (id: string) => (id === 'U1' ? 'Mira' : null), room: (id: string) => (id === 'C1' ? 'boats' : null) };

it.each([
  ['plain', 'plain'],
  ['*bold* and _it_ and ~gone~', '**bold** and _it_ and ~~gone~~'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['&lt;b&gt; &amp;lt;', '<b> &lt;'],
  ['<@U1> <@U9|old> <@U9>', '@Mira @old @U9'],
  ['<#C1|other> <#C9|other>', '#boats #other'],
  ['<!here> <!channel> <!subteam^S1|@crew>', '@here @everyone @crew'],
  ['<!date^1392734382^{date}|18 Feb>', '18 Feb'],
  ['<https://a.example|a [b]> <https://a.example>', '[a \\[b\\]](https://a.example) https://a.example'],
  ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['`*a* &lt; <https://a.example>`', '`*a* < https://a.example`'],
  ['see ```let a = 1;\n*b*```', 'see \n```\nlet a = 1;\n*b*\n```\n'],
  ['# no heading', '\\# no heading'],
  [':wave: :+1::skin-tone-3: :our-logo:', '👋 👍🏼 :our-logo:'],
  ['&gt; quoted', '> quoted'],
])('%j is %j', (slack, markdown) => {
  expect(textOfSlack(slack, names).content).toBe(markdown);
});

it('names the people whom it mentions, each once', () => {
  expect(textOfSlack('<@U1> <@U1> <@U9> `<@U1>`', names).mentions).toEqual(['U1']);
});
