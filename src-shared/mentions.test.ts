import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMentions, mentionedIds, type Named } from './mentions.ts';

const PEOPLE: Named[] = [
  { id: 'ada', name: 'Ada' },
  { id: 'ada-l', name: 'Ada Lovelace' },
  { id: 'coder', name: 'coder' },
  { id: 'coder-2', name: 'coder-two' },
  { id: 'jose', name: 'José' },
  { id: 'istanbul', name: 'İpek' },
  { id: 'odysseus', name: 'ΟΔΥΣΣΕΥΣ' },
  { id: 'fox', name: '🦊' },
  { id: 'sam-1', name: 'Sam' },
  { id: 'sam-2', name: 'SAM' },
];
/** Long enough on a busy machine, and far from what a product of lengths would take. */
const SOON_MS = 3_000;

describe('Who a text names', () => {
  it.each<[string, string[]]>([
    ['@Ada', ['ada']],
    ['Hello @ada, and @ADA!', ['ada']],
    ['@Ada Lovelace', ['ada-l']],
    ['@Ada Loveless', ['ada']],
    ['@Adam', []],
    ['@Ada_', []],
    ['@Ada.', ['ada']],
    ['(@Ada)', ['ada']],
    ['**@Ada**', ['ada']],
    ["@Ada's", ['ada']],
    ['@coder-two', ['coder-2']],
    ['@coder-three', []],
    ['@coder-', ['coder']],
    ['@Ada.example', []],
    ['me@ada', []],
    ['mail ada@coder.example', []],
    ['Ада@Ada', []],
    ['@@Ada', ['ada']],
    ['@Ada@coder', []],
    ['@Ada @coder', ['ada', 'coder']],
    ['@José', ['jose']],
    ['@Jose\u0301', ['jose']],
    ['@Jose', []],
    ['@İpek', ['istanbul']],
    ['@οδυσσευς', ['odysseus']],
    ['@ΟΔΥΣΣΕΥΣ:', ['odysseus']],
    ['@🦊 and @🦊', ['fox']],
    ['🦊@🦊', ['fox']],
    ['@sam', ['sam-1', 'sam-2']],
    ['', []],
    ['@', []],
    ['@ Ada', []],
    ['\\@Nobody', []],
  ])('in %j', (text, ids) => {
    expect(mentionedIds(text, PEOPLE)).toEqual(ids);
  });

  it.each([
    '`@Ada`',
    '``a ` @Ada``',
    '`a\n@Ada`',
    '```\n@Ada\n```',
    '```js\n@Ada',
    'before\n~~~\n@Ada\n~~~\nafter',
    '```\n@Ada\n~~~\n@Ada',
    '  ```\n@Ada\n  ```',
    '````\n```\n@Ada\n````',
    '    @Ada in code by indentation',
    'look:\n\n    npm i @Ada/x\n',
    '> ```\n> @Ada',
    '- ```\n  @Ada\n  ```',
    '1. a\n\n       @Ada',
  ])('is no one within code: %j', (text) => {
    expect(mentionedIds(text, PEOPLE)).toEqual([]);
  });

  it.each(['`code` @Ada', '` @Ada', '`` @Ada `', '```\ncode\n```\n@Ada', '~~~\n~~~\n@Ada'])(
    'is there after code or without it: %j',
    (text) => {
      expect(mentionedIds(text, PEOPLE)).toEqual(['ada']);
    },
  );

  it.each([
    'https://medium.com/@Ada/post-1',
    'see https://mastodon.example/@Ada',
    'www.medium.com/@Ada',
    'medium.com/@Ada',
    'https://x.test/?to=@Ada&cc=@coder#@Ada',
    '见https://x.test/@Ada',
    '[x](https://t.me/@Ada)',
    '[x](<https://t.me/@Ada>)',
    '[x](https://t.me/a "@Ada")',
    '[x](@Ada)',
    '![photo](https://x.test/@Ada.png)',
    '<https://medium.com/@Ada>',
    '<mailto:a@Ada>',
    'https://ada:@Ada@example.org',
    'git@Ada:repo.git',
    'node_modules/@Ada/x',
  ])('finds no mention within an address: %j', (text) => {
    expect(mentionedIds(text, PEOPLE)).toEqual([]);
  });

  it('says where each mention stands', () => {
    expect(findMentions('🦊 @Ada and @sam', PEOPLE)).toEqual([
      { start: 3, end: 7, ids: ['ada'] },
      { start: 12, end: 16, ids: ['sam-1', 'sam-2'] },
    ]);
  });

  it('is never a participant without a name', () => {
    expect(mentionedIds('@ @x', [{ id: 'nameless', name: '' }])).toEqual([]);
  });
});

describe('Mentions in a text without spaces', () => {
  const people: Named[] = [
    { id: 'ming', name: '小明' },
    { id: 'hong', name: '小红' },
    { id: 'hong-2', name: '小红花' },
    { id: 'ada', name: 'Ada' },
    { id: 'kong', name: 'ก้อง' },
    { id: 'sok', name: 'សុខ' },
    { id: 'aung', name: 'အောင်' },
    { id: 'kham', name: 'ຄຳ' },
    { id: 'sato', name: 'さとう' },
    { id: 'chul', name: '철수' },
    { id: 'kim', name: '김' },
    { id: 'ivan', name: 'Иван' },
  ];
  it.each<[string, string[]]>([
    ['@小明你好', ['ming']],
    ['请@小明看一下', ['ming']],
    ['你好@小明', ['ming']],
    ['@小明 你好', ['ming']],
    ['@小明，你好', ['ming']],
    ['@小明review一下', ['ming']],
    ['@小明.谢谢', ['ming']],
    ['@小红花好', ['hong-2']],
    ['@小红好', ['hong']],
    ['@小明@小红', ['ming', 'hong']],
    ['@小明@Ada', ['ming', 'ada']],
    ['@Adaさん、お願いします', ['ada']],
    ['请@Ada看', ['ada']],
    ['@さとうさん', ['sato']],
    ['お願い@さとう', ['sato']],
    ['@ก้องช่วยดูหน่อย', ['kong']],
    ['สวัสดี@ก้อง', ['kong']],
    ['ຊ່ວຍ@ຄຳແດ່', ['kham']],
    ['សូម@សុខជួយ', ['sok']],
    ['ကျေးဇူး@အောင်ပါ', ['aung']],
    ['@Ada야 이거 봐', ['ada']],
    ['@Ada는', ['ada']],
    ['@철수님, @철수에게도', ['chul']],
    ['안녕@철수야', ['chul']],
    ['@김철수', []],
    ['@김이', ['kim']],
    ['**@小明**你好', ['ming']],
    ['Ада@Ada', []],
    ['дом@Иван', []],
    ['@Иванов', []],
    ['@Adam', []],
    ['@小明2', []],
    ['@小明_x', []],
    ['mail 小明@ada.example', []],
    ['ada@小明.example', []],
    ['`@小明你好`', []],
    ['https://x.test/@小明你好', []],
  ])('in %j', (text, ids) => {
    expect(mentionedIds(text, people)).toEqual(ids);
  });

  it('no name ends in the middle of a letter', () => {
    expect(
      mentionedIds('@ก้อง @サーバ', [
        { id: 'a', name: 'ก' },
        { id: 'b', name: 'サ' },
      ]),
    ).toEqual([]);
  });
});

describe('Any text', () => {
  const pieces = fc.constantFrom('@', '`', '```', '~~~', '\n', ' ', 'Ada', 'Ada Lovelace', 'coder', '-two', 'é', 'e\u0301', '🦊', '.', 'x');
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((each) => each.join('')),
    fc.string({ unit: 'binary' }),
  );

  it('has mentions in order, apart, each of an @ and a name', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let last = 0;
        for (const { start, end, ids } of findMentions(text, PEOPLE)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text[start]).toBe('@');
          const written = text
            .slice(start + 1, end)
            .normalize('NFC')
            .toLowerCase();
          expect(PEOPLE.filter((each) => each.name.toLowerCase() === written).map((each) => each.id)).toEqual(ids);
          last = end;
        }
      }),
    );
  });

  it('names those who are called by their own name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (raw) => {
        const name = raw.replaceAll(/[`@]/gu, '').trim();
        fc.pre(name !== '');
        expect(mentionedIds(`Hello @${name}`, [{ id: 'x', name }])).toEqual(['x']);
      }),
    );
  });
});

describe('A long text', () => {
  const crowd = Array.from({ length: 5_000 }, (_, index) => ({ id: `p${index}`, name: `Person ${index}` }));

  it.each([
    ['@', '@'.repeat(100_000)],
    ['backticks', `@${'`'.repeat(100_000)}`],
    ['single backticks', `@${'` '.repeat(50_000)}`],
    ['unequal backticks', `@${Array.from({ length: 440 }, (_, index) => `${'`'.repeat(index + 1)}a`).join('')}`],
    ['fences', `@${'\n~~~\n```'.repeat(12_000)}`],
    ['almost names', '@Person x '.repeat(26_000)],
  ])('of %s is read soon', (_what, text) => {
    const start = performance.now();
    expect(findMentions(text, crowd)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });
});
