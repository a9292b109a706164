import { describe, expect, it } from 'vitest';
import { draftOf } from './draft-agent.ts';

const draft = (text: string, end: 'stop' | 'length' | 'refused' = 'stop') => draftOf({ text, end });

describe('the draft of an agent', () => {
  it.each([
    ['Rosemary\n\nYou answer questions about the garden.', 'Rosemary'],
    ['Name: Rosemary\nInstructions: You answer questions about the garden.', 'Rosemary'],
    ['**Name:** Rosemary\n\n**Instructions:**\nYou answer questions about the garden.', 'Rosemary'],
    ['# "Rosemary"\n\nYou answer questions about the garden.', 'Rosemary'],
    ['```\nRosemary\n\nYou answer questions about the garden.\n```', 'Rosemary'],
    ['<think>A garden. Rosemary?</think>\n\nRosemary\n\nYou answer questions about the garden.', 'Rosemary'],
    ['Gärtnerin “Ö”\n\nYou answer questions about the garden.', 'Gärtnerin “Ö'],
  ])('is read from %j', (text, name) => {
    expect(draft(text)).toEqual({ name, instructions: 'You answer questions about the garden.' });
  });

  it('keeps the lines of the instructions', () => {
    expect(draft('Fern\n\nOne.\nTwo.\n').instructions).toBe('One.\nTwo.');
  });

  it('ends with a whole sentence when the tokens were used up', () => {
    expect(draft('Fern\n\nYou know plants. You are brief. You nev', 'length').instructions).toBe('You know plants. You are brief.');
  });

  it('has a short name without characters that cannot be seen', () => {
    const { name } = draft(`Fer\u202En\u200B ${'long '.repeat(60)}\n\nYou know plants.`);
    expect(name).toMatch(/^Fern long/);
    expect(name.length).toBeLessThanOrEqual(100);
  });

  it.each(['', '   \n', 'Fern', '<think>I think and think', '```\n```'])('does not exist in %j', (text) => {
    expect(() => draft(text)).toThrow('no suggestion');
  });

  it('is refused in words', () => {
    expect(() => draft('', 'refused')).toThrow('refused');
  });
});
