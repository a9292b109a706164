import { expect, it } from 'vitest';
import { isNear } from './look-up.ts';

it.each([
  ['sarah', 'sara'],
  ['sarah', 'srah'],
  ['sarah', 'sarha'],
  ['sarah miller', 'sarah'],
  ['sarah', 'sarah miller'],
  ['sarah miller', 'miller'],
  ['sam', 'san'],
])('%s is near to %s', (name, said) => expect(isNear(name, said)).toBe(true));

it.each([
  ['sam', 'tom'],
  ['sarah', 'adam'],
  ['sarah', 's'],
  ['', 'sarah'],
  ['gus', 'everyone'],
])('%s is not near to %s', (name, said) => expect(isNear(name, said)).toBe(false));
