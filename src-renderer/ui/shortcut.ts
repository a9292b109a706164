import { SHORTCUTS, type Shortcut, type ShortcutName } from '../../src-shared/shortcuts.ts';
import { strings } from '../strings/strings.ts';

/** How a shortcut is written on this platform: "⌘K", "Ctrl K". */
export function shortcutWord(name: ShortcutName): string {
  const keys = shortcutKeys(name);
  return isMac() ? keys.join('') : keys.join(' ');
}

/** Each of its keys, as it is written on this platform's keyboards. */
export function shortcutKeys(name: ShortcutName): string[] {
  const { key, isWithMod = false, isWithShift = false, isWithAlt = false }: Shortcut = SHORTCUTS[name];
  const { shift, control, command, alt, option } = strings.ui.keyNames;
  const mac = isMac();
  return [
    ...(isWithMod ? [mac ? command : control] : []),
    ...(isWithAlt ? [mac ? option : alt] : []),
    ...(isWithShift ? [shift] : []),
    nameOf(key),
  ];
}

const NAMED = ['Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'Delete'] as const;

function nameOf(key: string): string {
  const named = NAMED.find((each) => each === key);
  return named ? strings.ui.keyNames.named[named] : key.toUpperCase();
}

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent);
}
