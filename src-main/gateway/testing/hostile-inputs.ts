// Wrong values from a broken or a hostile program, as JSON text: some of them no program of this project could write. Each replaces
// every field of every command.

const text = (value: string): string => JSON.stringify(value);
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
const nestedObjects = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

const KINDS = ['null', 'true', 'false', '[]', '{}', '""', '[null]', '[[]]', '["lobby"]', '["a",1,null,{}]'];

const NUMBERS = [
  ...['0', '-0', '-1', '1', '0.5', '-0.5', '1e-7', '5e-324', '100', '101', '255', '256', '1000000'],
  ...['2147483647', '2147483648', '-2147483649', '4294967295', '4294967296', '9e15', '-9e15', '9007199254740991', '9007199254740993'],
  ...['9223372036854775807', '9223372036854775808', '18446744073709551616', '1e21', '1.7976931348623157e308', '1e999', '-1e999'],
  '9'.repeat(2_000),
];

const OBJECTS = [
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toString":"no","valueOf":"no"}',
  '{"toJSON":"no"}',
  '{"then":"no"}',
  '{"length":1000000000}',
  '{"$ne":null}',
  '{"a":1,"a":2}',
  `{${Array.from({ length: 2_000 }, (_each, at) => `"k${at}":${at}`).join()}}`,
  nested(64),
  nested(65),
  nested(5_000),
  nestedObjects(2_000),
  `[${Array.from({ length: 2_000 }, () => '"lobby"').join()}]`,
  `[${Array.from({ length: 600 }, (_each, at) => `"id-${at}"`).join()}]`,
];

/** Of other alphabets, of no alphabet, and of half a character. */
const LETTERS = [
  ...['\u0000', 'a\u0000b', '\u0007\u001b[31m', '\n', '\r\n', '\t', '\u0085', '\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff'].map(text),
  ...['\u202e', '\u202eevil\u202c', '\u2066a\u2069', '\u200b', '\u200d', '\u00ad', '\u034f', '\u180e', '\u3164'].map(text),
  ...['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'.repeat(30), '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇦', 'Z͑ͫ̓ͪ̂'.repeat(100), '\u0301', 'ﷺ', 'İ', 'ß', 'ﬁ', 'Å', 'Å', 'मनीष', 'مرحبا', '漢字', '𝕏'].map(text),
  ...[String.raw`"\ud800"`, String.raw`"\udfff"`, String.raw`"\udc00\ud800"`, String.raw`"a\ud83d"`, String.raw`"\ud83d\ud83d\ude00"`],
];

const WORDS = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'length',
    'null',
    'undefined',
    'NaN',
    'true',
    '0',
    '-1',
    '1e999',
  ],
  ...[
    'lobby',
    'LOBBY',
    ' lobby',
    'lobby ',
    'porter',
    'owner',
    'me',
    '*',
    '.',
    '..',
    '/',
    '../../etc/passwd',
    '..\\..\\windows',
    'C:\\con',
    'a/b',
    '%00',
    '%2e%2e%2f',
  ],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE messages; --',
    'a\u0027b',
    '%',
    '_',
    'MATCH "',
    'NEAR(a b)',
    '{{7*7}}',
    '${7*7}',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
  ],
  ...[
    '@everyone',
    '@'.repeat(300),
    '`'.repeat(300),
    '['.repeat(300),
    '#'.repeat(300),
    '(a+)+$',
    'a'.repeat(40) + '!',
    '%s%n%x',
    '$(id)',
    '`id`',
    '|| id',
    '\\'.repeat(99),
  ],
  ...[
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://169.254.169.254/',
    'http://[::]:1/',
    'http://user:pass@127.0.0.1:1/',
    'data:text/html,x',
    'gopher://x',
  ],
  ...['2026-13-45T99:99:99Z', '+275760-09-13T00:00:00.001Z', '0000-00-00', '9e15', 'P1D', 'yesterday'],
  ...['clw1:', 'clw1:AAAA', 'lan_' + 'a'.repeat(40), '00000000-0000-0000-0000-000000000000'],
].map(text);

const SIZES = [
  ...[64, 65, 80, 81, 200, 201, 500, 501, 4_096, 65_537, 262_145].map((length) => text('x'.repeat(length))),
  text('€'.repeat(90_000)),
  text(' '.repeat(1_000)),
];

export const HOSTILE_VALUES: readonly string[] = [...new Set([...KINDS, ...NUMBERS, ...OBJECTS, ...LETTERS, ...WORDS, ...SIZES])];

/** Deeper than any stack. Much of the time of these tests is the reading of it. */
const DEEPEST = 20_000;

/** A few of each kind, where all of them would take too long. */
export const HOSTILE_FEW: readonly string[] = [
  ...['null', '[]', '{}', '""', '-1', '9e15', '1e999', '0.5', '{"__proto__":{"admin":true}}', '["a",1,null,{}]', nested(DEEPEST)],
  ...[
    '\u0000',
    '\u202e',
    '__proto__',
    '..',
    '../../etc/passwd',
    'a/b',
    "' OR 1=1 --",
    '%',
    'x'.repeat(300),
    '👩‍👩‍👧‍👦',
    '2026-13-45T99:99:99Z',
  ].map(text),
  String.raw`"\ud800"`,
  text('x'.repeat(300_000)),
];
