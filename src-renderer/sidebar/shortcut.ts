/** How a shortcut with the platform's command key is written. */
export function shortcutWord(key: string): string {
  return isMac() ? `⌘${key}` : `Ctrl ${key}`;
}

function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
