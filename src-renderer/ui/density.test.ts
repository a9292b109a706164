import { describe, expect, test } from 'vitest';
import { memoryStorage } from '../testing/memory-storage.ts';
import { chooseDensity, readDensity } from './density.ts';

const root = { dataset: {} } as HTMLElement;

describe('How the app is laid out', () => {
  test('is shown at once and is there the next time', () => {
    const storage = memoryStorage();
    chooseDensity({ density: 'compact', textSize: '120' }, storage, root);
    expect(root.dataset).toEqual({ density: 'compact', text: '120' });
    expect(readDensity(storage)).toEqual({ density: 'compact', textSize: '120' });
  });

  test('is the usual way for whoever chose nothing, or something that there is not', () => {
    const usual = { density: 'comfortable', textSize: '100' };
    expect(readDensity(memoryStorage())).toEqual(usual);
    const storage = memoryStorage();
    storage.setItem('lanai.density', 'cosy');
    storage.setItem('lanai.text-size', '1000');
    expect(readDensity(storage)).toEqual(usual);
  });

  test('holds for as long as the page is open where the browser keeps nothing', () => {
    const refusing = {
      getItem: (): string => {
        throw new Error('refused');
      },
      setItem: (): void => {
        throw new Error('refused');
      },
    };
    expect(readDensity(refusing).textSize).toBe('100');
    expect(() => chooseDensity({ density: 'compact', textSize: '90' }, refusing, root)).not.toThrow();
    expect(root.dataset['text']).toBe('90');
  });
});
