// How close together things stand, and how large letters are. This browser's own, like the theme: kept beside the page.

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** Percent. */
export const TEXT_SIZES = ['90', '100', '110', '120', '130'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export interface DisplayDensity {
  density: Density;
  textSize: TextSize;
}

const DENSITY_KEY = 'lanai.density';
const TEXT_KEY = 'lanai.text-size';

export function readDensity(storage: Pick<Storage, 'getItem'>): DisplayDensity {
  const [density, textSize] = [kept(storage, DENSITY_KEY), kept(storage, TEXT_KEY)];
  return {
    density: DENSITIES.find((each) => each === density) ?? 'comfortable',
    textSize: TEXT_SIZES.find((each) => each === textSize) ?? '100',
  };
}

/** The stylesheet does the rest. */
export function showDensity({ density, textSize }: DisplayDensity, root: HTMLElement): void {
  root.dataset['density'] = density;
  root.dataset['text'] = textSize;
}

export function chooseDensity(comfort: DisplayDensity, storage: Pick<Storage, 'setItem'>, root: HTMLElement): void {
  showDensity(comfort, root);
  try {
    storage.setItem(DENSITY_KEY, comfort.density);
    storage.setItem(TEXT_KEY, comfort.textSize);
  } catch {
    // Kept for as long as the page is open.
  }
}

function kept(storage: Pick<Storage, 'getItem'>, key: string): string | null {
  try {
    return storage.getItem(key);
  } catch {
    // A browser that keeps nothing for this page refuses even to be asked.
    return null;
  }
}
