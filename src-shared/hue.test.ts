import { expect, test } from 'vitest';
import { freeHue, hueOf, type Coloured } from './hue.ts';
import { Hue } from './profile.ts';

const shown = ({ id, color }: Coloured): Hue => color ?? hueOf(id);

test('the first ten participants have ten colours, and the next ten all of them again', () => {
  const all: Coloured[] = [];
  for (let at = 0; at < 20; at += 1) all.push({ id: `participant ${at}`, color: freeHue(`participant ${at}`, all) });
  expect(new Set(all.slice(0, 10).map(shown)).size).toBe(Hue.options.length);
  expect(new Set(all.slice(10).map(shown)).size).toBe(Hue.options.length);
});

test('the colour of the id stays where no one else has it', () => {
  expect(freeHue('ada', [])).toBeNull();
  expect(freeHue('ada', [{ id: 'x', color: Hue.options.find((hue) => hue !== hueOf('ada')) ?? null }])).toBeNull();
});

test('a chosen colour counts like one that follows from an id', () => {
  const color = freeHue('ada', [{ id: 'x', color: hueOf('ada') }]);
  expect(color).not.toBeNull();
  expect(color).not.toBe(hueOf('ada'));
});
