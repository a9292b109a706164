import { describe, expect, it } from 'vitest';
import { pick, type Choice } from './pick.ts';

const CHOICES: Choice<number>[] = ['Ship now', 'Ship later', '2'].map((text, index) => ({ value: index, text, also: [String(index + 1)] }));

describe('picking', () => {
  it('goes by the whole text first, then by the number, then by a part that only one has', () => {
    expect(pick('option', CHOICES, ' ship NOW ')).toBe(0);
    expect(pick('option', CHOICES, '1')).toBe(0);
    expect(pick('option', CHOICES, '2')).toBe(2);
    expect(pick('option', CHOICES, 'later')).toBe(1);
  });

  it('tells what there is when nothing or more than one thing is meant', () => {
    expect(() => pick('option', CHOICES, 'ship')).toThrow('"ship" is more than one option: 1 Ship now; 2 Ship later.');
    expect(() => pick('option', CHOICES, 'never')).toThrow('There is no option "never", but: 1 Ship now; 2 Ship later; 3 2.');
    expect(() => pick('option', CHOICES, ' ')).toThrow('There is no option');
    expect(() => pick('vote', [], 'x')).toThrow('There is no vote "x" here.');
  });
});
