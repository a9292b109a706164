import { describe, expect, it } from 'vitest';
import { marksIn, phrasesOf, snippetIn, wordsOf, type Snippet } from './search-words.ts';

const texts = (text: string): string[] => wordsOf(text).map((word) => word.text);
const found = (text: string, query: string): string[] | null =>
  marksIn(text, phrasesOf(query))?.map(({ start, end }) => text.slice(start, end)) ?? null;

describe('words', () => {
  it('are letters and digits, without case and accents', () => {
    expect(texts('Crème BRÛLÉE, v2.1_beta — naïve/Straße')).toEqual(['creme', 'brulee', 'v2', '1', 'beta', 'naive', 'strasse']);
  });

  it('are the same whether the text has other than ASCII or not', () => {
    expect(texts('Plan B-2 (it’s on)')).toEqual([...texts('Plan B-2 '), 'it', 's', 'on']);
  });

  it('are single characters in scripts without spaces, and pictures', () => {
    expect(texts('日本語のtest 🎉ok ไทย')).toEqual(['日', '本', '語', 'の', 'test', '🎉', 'ok', 'ไ', 'ท', 'ย']);
  });

  it('stay whole with their vowel signs', () => {
    expect(texts('हिन्दी की')).toHaveLength(2);
  });

  it('say where they stand, also behind characters of two units', () => {
    const text = '🎉 Été';
    const [, word] = wordsOf(text);
    expect(text.slice(word!.start, word!.end)).toBe('Été');
  });

  it('of no language count by their beginning', () => expect(texts('a'.repeat(500))).toEqual(['a'.repeat(64)]));
});

describe('one word in two spellings', () => {
  it.each([
    ['مُحَمَّد', 'محمد'],
    ['أحمد', 'احمد'],
    ['محـــمد', 'محمد'],
    ['שָׁלוֹם', 'שלום'],
    ['Straße', 'STRASSE'],
    ['STRAẞE', 'straße'],
    ['ΟΔΟΣ', 'οδος'],
    ['Ὀδυσσεύς', 'ΟΔΥΣΣΕΥΣ'],
    ['Œuvre', 'oeuvre'],
    ['Ærøskøbing', 'aeroskobing'],
    ['résumé', 'RESUME'],
    ['Łódź', 'lodz'],
    ['Þór', 'thor'],
    ['İstanbul', 'istanbul'],
    ['ISPARTA', 'ısparta'],
    ['ﬁn', 'fin'],
    ['ё', 'е'],
    ['ｆｕｌｌ', 'full'],
    ['Ra\u00ADdio', 'radio'],
    ['Z\u035A\u0334algo', 'zalgo'],
  ])('is one: %s and %s', (one, other) => {
    expect(texts(one)).toEqual(texts(other));
    expect(texts(one)).toHaveLength(1);
  });

  it('is found where it begins a longer one', () => {
    expect(found('ΟΔΟΣΤΡΩΜΑ καλό', 'ΟΔΟΣ')).toEqual(['ΟΔΟΣΤΡΩΜΑ']);
    expect(found('Straßenbahn', 'strass')).toEqual(['Straßenbahn']);
  });

  it('stays two where a mark makes another letter', () => {
    expect(texts('हिन्दी')).not.toEqual(texts('हन्द'));
    expect(texts('がく')).not.toEqual(texts('かく'));
    expect(texts('한국')).toEqual(texts('한국'.normalize('NFD')));
  });
});

describe('a query', () => {
  it('is words, the last of which may be on its way', () => {
    expect(phrasesOf('roll back ga')).toEqual([
      { words: ['roll'], isPrefix: false },
      { words: ['back'], isPrefix: false },
      { words: ['ga'], isPrefix: true },
    ]);
    expect(phrasesOf('gate ').at(-1)).toEqual({ words: ['gate'], isPrefix: false });
    expect(phrasesOf('a').at(-1)).toEqual({ words: ['a'], isPrefix: false });
  });

  it('keeps together what is in quotes or written together', () => {
    expect(phrasesOf('"error rate" v2.1.0 x')[0]).toEqual({ words: ['error', 'rate'], isPrefix: false });
    expect(phrasesOf('v2.1.0 x')[0]).toEqual({ words: ['v2', '1', '0'], isPrefix: false });
    expect(phrasesOf('"not closed')[0]?.words).toEqual(['not', 'closed']);
  });

  it('has no operators: what would be one elsewhere is a word or nothing', () => {
    expect(phrasesOf('a AND NOT b* (c) NEAR/2 ^d: {e} "-"').map((each) => each.words.join(' '))).toEqual([
      'a',
      'and',
      'not',
      'b',
      'c',
      'near 2',
      'd',
      'e',
    ]);
    expect(phrasesOf('*** "" ( )')).toEqual([]);
  });
});

describe('marks', () => {
  it('are where the words stand, and none when one is missing', () => {
    expect(found('The Rollback gate, the gates', 'rollback gat')).toEqual(['Rollback', 'gate', 'gates']);
    expect(found('The rollback gate', 'rollback missing')).toBeNull();
    expect(found('Meet in Zürich', 'zurich')).toEqual(['Zürich']);
  });

  it('need the words of a phrase next to each other, whatever is between them', () => {
    expect(found('an error-rate and a rate of error', '"error rate"')).toEqual(['error-rate']);
    expect(found('東京都に行く', '京都')).toEqual(['京都']);
  });

  it('that overlap are one', () => expect(found('ana ana ana', '"ana ana" ana ')).toEqual(['ana ana ana']));
});

describe('a snippet', () => {
  const snippet = (text: string, query: string) => snippetIn(text, phrasesOf(query)) ?? { text: '', marks: [] };
  const marked = ({ text, marks }: Snippet) => marks.map(({ start, end }) => text.slice(start, end));

  it('is a short text whole, on one line', () => {
    expect(snippet('one\ntwo', 'two')).toEqual({ text: 'one two', marks: [{ start: 4, end: 7 }] });
  });

  it('is none where a word is missing, and unmarked where none was asked for', () => {
    expect(snippetIn('one two', phrasesOf('two three'))).toBeNull();
    expect(snippet('**one**', '')).toEqual({ text: 'one', marks: [] });
  });

  it('is cut around the first mark at words and whole characters, and its marks move along', () => {
    const found = snippet(`${'früher 🎉 '.repeat(80)}needle ${'🎉'.repeat(300)}`, 'needle');
    expect(found.text.length).toBeLessThan(200);
    expect(found.text.isWellFormed()).toBe(true);
    expect(found.text.startsWith('…')).toBe(true);
    expect(marked(found)).toEqual(['needle']);
  });

  it('keeps its mark in a text that is one long word', () => {
    expect(marked(snippet(`${'a'.repeat(5_000)}東京${'b'.repeat(5_000)}`, '東京'))).toEqual(['東京']);
  });

  it('is what one reads, without what Markdown adds', () => {
    const found = snippet('# The plan\n\n- **rollback** `gate`\n- see [the gate](https://home/plan)', 'gate rollback plan');
    expect(found.text.replaceAll(/ +/g, ' ')).toBe('The plan rollback gate see the gate');
  });

  it('is as it was written where only what Markdown adds has it', () => {
    const found = snippet('see [the gate](https://home/plan)', 'home');
    expect(found.text).toBe('see [the gate](https://home/plan)');
    expect(marked(found)).toEqual(['home']);
    expect(marked(snippet('see [the gate](https://home/plan)', 'gate home'))).toEqual(['gate', 'home']);
  });

  it('has all marks in their places, whatever was written around them', () => {
    const found = snippet('**gate** and *gate*, ~~gate~~ or `gate`', 'gate');
    expect(found.text).toBe('gate and gate, gate or gate');
    expect(marked(found)).toEqual(['gate', 'gate', 'gate', 'gate']);
  });
});
