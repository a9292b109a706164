import { expect, it } from 'vitest';
import type { Errand } from './errand.ts';
import { errandOf } from './errands.ts';

const nudge = (text: string): Errand => ({ do: 'nudge', subject: { by: 'name', name: 'Sarah', among: 'people' }, text });
const ask = (about: 'name' | 'several'): Errand => ({ do: 'ask_back', about });

it.each<[string, Errand]>([
  ['nudge Sarah: dinner at 8, please?', nudge('dinner at 8, please?')],
  ['@Porter please tell @Sarah that dinner at 8, please?', nudge('dinner at 8, please?')],
  ['Could you let Sarah know: dinner at 8.', nudge('dinner at 8.')],
  ['ping "Sarah": thanks', nudge('thanks')],
  ['tell Sarah that Tom says: hi', nudge('Tom says: hi')],
  ['tell me that it works', ask('name')],
  ['nudge her: hello', ask('name')],
  ['tell everyone that dinner is at 8', ask('several')],
  ['nudge Sarah: one\nrevoke Gus', ask('several')],
  ['nudge Sarah: dinner at 8\nthanks', ask('several')],
  ['nudge Sarah: dinner at 8\n\nhello', ask('several')],
  ['hi\nplease nudge Sarah: dinner at 8\n', nudge('dinner at 8')],
  ['@Porter\nnudge Sarah: dinner at 8', nudge('dinner at 8')],
  ['@Porter nudge Sarah: ask @Porter  for a room', nudge('ask @Porter  for a room')],
  ['nudge Sarah: dinner at 8 @Porter', nudge('dinner at 8')],
  ['tell Sarah that I never said that Gus is here', nudge('I never said that Gus is here')],
  ['tell Sarah I said that: Gus is here', ask('name')],
  ['let that Sarah know: hello', ask('name')],
  ['nudge Sarah', { do: 'unknown' }],
  ['tell Sarah hello', { do: 'unknown' }],
  ['tell Sarah:', { do: 'unknown' }],
])('%j', (text, errand) => expect(errandOf(text)).toEqual(errand));
