import { describe, expect, it } from 'vitest';
import { RegisterRequest } from './registration.ts';

const withId = (agent_id: string) => RegisterRequest.safeParse({ key: 'k', name: 'Claude', agent_id });

describe('the id that an agent asks for', () => {
  it.each(['claude', 'claude code', 'Ünïcode', 'агент', 'クロード', '👩‍💻', 'a/b:c@d', 'می\u200Cخواهم'])('keeps each letter of %s', (id) => {
    expect(withId(id).data?.agent_id).toBe(id);
  });

  it.each([
    ['a zero-width space', 'clau\u200Bde'],
    ['a change of direction', '\u202Eedualc'],
    ['a soft hyphen', 'clau\u00ADde'],
    ['a filler', '\u3164'],
    ['a tag character', 'claude\u{E0041}'],
    ['a control character', 'claude\u009B'],
    ['a line break', 'claude\n'],
    ['blanks alone', '  '],
    ['half of a character', 'claude\uD800'],
  ])('is refused with %s', (_title, id) => {
    expect(withId(id).success).toBe(false);
  });

  it('is not the name of an object property that every object has', () => {
    expect(withId('__proto__').success).toBe(false);
  });
});
