// Whether link previews are shown. This browser's own, like the theme: kept beside the page.
import { useSyncExternalStore } from 'react';

const KEY = 'lanai.link-previews';
const OFF = 'off';

/** Also follows the other windows of the browser. */
export function usePreviewsShown(): [boolean, (isShown: boolean) => void] {
  return [useSyncExternalStore(subscribe, isShown), show];
}

function subscribe(onChange: () => void): () => void {
  addEventListener('storage', onChange);
  return () => removeEventListener('storage', onChange);
}

function isShown(): boolean {
  try {
    return localStorage.getItem(KEY) !== OFF;
  } catch {
    // A browser that keeps nothing for this page refuses even to be asked.
    return true;
  }
}

function show(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, OFF);
  } catch {
    return;
  }
  // The browser sends it to other windows only.
  dispatchEvent(new StorageEvent('storage', { key: KEY }));
}
