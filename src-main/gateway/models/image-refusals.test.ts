import { expect, it } from 'vitest';
import { createTestClock } from '../testing/clock.ts';
import { ModelServerError } from './errors.ts';
import { imageRefusal, ImageRefusals } from './image-refusals.ts';

it.each([
  [400, 'This model does not support image input', 'all'],
  [500, 'image input is not supported - hint: you may need to provide the mmproj', 'all'],
  [422, 'unknown variant `image_url`, expected `text`', 'all'],
  [400, 'Invalid model: it does not support images', 'all'],
  [413, 'Payload too large', 'these'],
  [400, 'Could not process image', 'these'],
  [400, 'unsupported image format', 'these'],
  [400, "Unexpected role 'user' after role 'tool'", 'these'],
  [400, 'The model has no tools', null],
  [400, 'Your credit balance is too low to use vision', null],
  [400, 'The model `llava-vision` does not exist', null],
  [404, 'model "llama3.2-vision" not found', null],
  [401, 'The key may not be used for vision', null],
  [429, 'Too many images per minute', null],
  [503, 'The vision server is overloaded', null],
] as const)('knows a refusal of images: %s %s', (status, message, refusal) => {
  expect(imageRefusal(new ModelServerError(status, {}, JSON.stringify({ error: { message } })))).toBe(refusal);
});

it('keeps a refusal for some time', () => {
  const clock = createTestClock();
  const refusals = new ImageRefusals(clock.now);
  const model = { provider_id: 'p', model: 'm' };
  refusals.add(model);
  refusals.add(model);
  expect([refusals.has(model), refusals.has({ ...model, model: 'other' })]).toEqual([true, false]);
  clock.pass(10 * 60_000);
  expect(refusals.has(model)).toBe(false);
});
