import type { Scheme } from '../../src-shared/shell-bridge.ts';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
let chosen: Scheme = null;

/** Follows the system where nothing is chosen. */
export function showScheme(scheme: Scheme): void {
  chosen = scheme;
  document.documentElement.dataset.scheme = chosen ?? (systemIsDark.matches ? 'dark' : 'light');
}

systemIsDark.addEventListener('change', () => showScheme(chosen));
