// Light, dark, or what the system says. The choice is this browser's own: it is kept beside the page, not in the home.

export const THEME_CHOICES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** The ground of the page (tokens.css), which phones draw around it. */
const GROUND = { light: '#fbfaf7', dark: '#141817' };

const STORAGE_KEY = 'lanai.theme';

export function readTheme(storage: Pick<Storage, 'getItem'>): ThemeChoice {
  try {
    const kept = storage.getItem(STORAGE_KEY);
    return THEME_CHOICES.find((choice) => choice === kept) ?? 'system';
  } catch {
    // A browser that keeps nothing for this page refuses even to be asked.
    return 'system';
  }
}

/** The stylesheet follows the system unless the root says otherwise. */
export function showTheme(choice: ThemeChoice, root: HTMLElement): void {
  if (choice === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = choice;
  for (const meta of root.ownerDocument.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const isDark = choice === 'dark' || (choice === 'system' && meta.dataset['scheme'] === 'dark');
    meta.content = GROUND[isDark ? 'dark' : 'light'];
  }
}

export function chooseTheme(choice: ThemeChoice, storage: Pick<Storage, 'setItem'>, root: HTMLElement): void {
  showTheme(choice, root);
  try {
    storage.setItem(STORAGE_KEY, choice);
  } catch {
    // Kept for as long as the page is open.
  }
}
