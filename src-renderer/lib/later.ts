import { drop } from './drop.ts';

/** Begins what is fetched first. What is returned ends it, also before it has begun. For what the page can do without. */
export function later<Part>(load: () => Promise<Part>, begin: (part: Part) => () => void): () => void {
  let end: (() => void) | null = () => undefined;
  const start = async (): Promise<void> => {
    const part = await load();
    if (end) end = begin(part);
  };
  drop(start(), 'the page does without it until it is wanted again');
  return () => {
    end?.();
    end = null;
  };
}
