// Where the on-screen keyboard lies over the page instead of making it smaller (Safari), the app ends above the keyboard.

/** Less than this is a bar of the browser that came or went. */
const KEYBOARD_MIN_PX = 120;

interface Seen {
  innerHeight: number;
  /** Of the visual viewport. */
  height: number;
  scale: number;
}

/** The height that is left to the app, or null when nothing lies over it. Magnified pages are the reader's own affair. */
export function heightAboveKeyboard({ innerHeight, height, scale }: Seen): number | null {
  if (Math.abs(scale - 1) > 0.01) return null;
  return innerHeight - height >= KEYBOARD_MIN_PX ? Math.round(height) : null;
}

/** For as long as the page lives. */
export function keepAboveKeyboard(page: Window, root: HTMLElement): void {
  const { visualViewport } = page;
  if (!visualViewport) return;
  const follow = (): void => {
    const { height, scale } = visualViewport;
    const left = heightAboveKeyboard({ innerHeight: page.innerHeight, height, scale });
    if (left === null) root.style.removeProperty('--app-height');
    else {
      root.style.setProperty('--app-height', `${left}px`);
      // Safari pushes the page up to show the field; the app shows it itself.
      page.scrollTo(0, 0);
    }
  };
  visualViewport.addEventListener('resize', follow);
  visualViewport.addEventListener('scroll', follow);
}
