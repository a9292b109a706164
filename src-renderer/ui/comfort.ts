// How close together things stand, and how large letters are. This browser's own, like the theme: kept beside the page.

export const DENSITIES = ['comfortable', 'compact'] as const;
export type Density = (typeof DENSITIES)[number];

/** Percent. */
export const TEXT_SIZES = ['90', '100', '110', '120', '130'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export interface Comfort {
  density: Density;
  textSize: TextSize;
}

const DENSITY_KEY = 'lanai.density';
const TEXT_KEY = 'lanai.text-size';

export function readComfort(storage: Pick<Storage, 'getItem'>): Comfort {
  const [density, textSize] = [kept(storage, DENSITY_KEY), kept(storage, TEXT_KEY)];
  return {
    density: DENSITIES.find((each) => each === density) ?? 'comfortable',
    textSize: TEXT_SIZES.find((each) => each === textSize) ?? '100',
  };
}

/** The stylesheet does the rest. */
export function showComfort({ density, textSize }: Comfort, root: HTMLElement): void {
  root.dataset['density'] = density;
  root.dataset['text'] = textSize;
}

export function chooseComfort(comfort: Comfort, storage: Pick<Storage, 'setItem'>, root: HTMLElement): void {
  showComfort(comfort, root);
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
