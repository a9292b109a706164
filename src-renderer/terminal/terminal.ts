// The script of the terminal window: keys go to the desktop, output comes from it.
import { FitAddon } from '@xterm/addon-fit';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { Terminal, type ITheme } from '@xterm/xterm';
import type { TerminalBridge } from '../../src-shared/terminal-bridge.ts';
import { keepPolicy } from './keep-policy.ts';

declare global {
  interface Window {
    /** Only in the terminal window. */
    lanaiTerminal?: TerminalBridge;
  }
}

const DARK: ITheme = { background: '#141817', foreground: '#e8ece9', cursor: '#3fb89f', selectionBackground: '#3a4a46' };
/** The usual colours of terminals are for dark grounds. */
const LIGHT: ITheme = {
  ...{ background: '#fbfaf7', foreground: '#1d1f1e', cursor: '#0c6b5b', selectionBackground: '#c9ddd7' },
  ...{ black: '#1d1f1e', red: '#b3261e', green: '#256b2b', yellow: '#7a5a00', blue: '#1f4fa8', magenta: '#8a2a7c', cyan: '#0c6b6b' },
  ...{ white: '#5c615e', brightBlack: '#5c615e', brightRed: '#b3261e', brightGreen: '#256b2b', brightYellow: '#7a5a00' },
  ...{ brightBlue: '#1f4fa8', brightMagenta: '#8a2a7c', brightCyan: '#0c6b6b', brightWhite: '#1d1f1e' },
};

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

async function start(bridge: TerminalBridge, place: HTMLElement): Promise<void> {
  keepPolicy(document, place.dataset.nonce ?? '');
  const terminal = new Terminal({
    ...{ fontFamily: getComputedStyle(place).fontFamily, fontSize: 14 },
    ...{ cursorBlink: false, scrollback: 2_000, screenReaderMode: true, theme: systemIsDark.matches ? DARK : LIGHT },
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  // The desktop asks before it opens one in the browser.
  terminal.loadAddon(new WebLinksAddon((_event, address) => void window.open(address)));
  terminal.attachCustomKeyEventHandler((event) => !isCopy(event) || !terminal.hasSelection() || !document.execCommand('copy'));
  terminal.open(place);
  fit.fit();
  terminal.focus();
  bridge.onOutput((text) => terminal.write(text));
  bridge.onEnd(({ text, is_good }) => {
    terminal.options.disableStdin = true;
    showEnd(text, is_good);
    fit.fit();
  });
  terminal.onData((text) => void bridge.write(text));
  terminal.onResize(({ cols, rows }) => void bridge.resize(cols, rows));
  new ResizeObserver(() => fit.fit()).observe(place);
  const words = await bridge.begin(terminal.cols, terminal.rows);
  const show = (): void => {
    const isDark = words.scheme === null ? systemIsDark.matches : words.scheme === 'dark';
    document.documentElement.dataset.scheme = isDark ? 'dark' : 'light';
    terminal.options.theme = isDark ? DARK : LIGHT;
  };
  show();
  systemIsDark.addEventListener('change', show);
  document.title = words.title;
  place.setAttribute('aria-label', words.title);
  const button = document.querySelector('button');
  if (button) button.textContent = words.close;
  button?.addEventListener('click', () => void bridge.close());
}

/** Ctrl+C is for the program. */
function isCopy({ type, key, ctrlKey, shiftKey }: KeyboardEvent): boolean {
  return type === 'keydown' && ctrlKey && shiftKey && key.toLowerCase() === 'c';
}

function showEnd(text: string, isGood: boolean): void {
  const footer = document.querySelector('footer');
  const line = footer?.querySelector('p');
  if (!footer || !line) return;
  footer.hidden = false;
  footer.classList.toggle('good', isGood);
  line.textContent = text;
  footer.querySelector('button')?.focus();
}

const place = document.getElementById('terminal');
if (window.lanaiTerminal && place) void start(window.lanaiTerminal, place);
