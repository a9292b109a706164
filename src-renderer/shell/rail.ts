// One tile for each home. Arrow keys move between the tiles, Enter opens one, the context menu is the desktop's.
import type { RailHome, RailState, ShellBridge } from '../../src-shared/shell-bridge.ts';
import { showScheme } from './scheme.ts';

const ADD = 'add';

export async function openRail(rail: HTMLElement, bridge: ShellBridge): Promise<void> {
  const tiles = new Map<string, HTMLButtonElement>();

  function tileOf(id: string): HTMLButtonElement {
    const known = tiles.get(id);
    if (known) return known;
    const tile = document.createElement('button');
    tile.type = 'button';
    tile.dataset.id = id;
    tile.append(part('letter'), part('badge'));
    tile.addEventListener('click', () => void (id === ADD ? bridge.joinHome() : bridge.openHome(id)));
    tile.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      if (id !== ADD) void bridge.openHomeMenu(id);
    });
    tiles.set(id, tile);
    return tile;
  }

  function draw({ title, join, homes, shown, scheme }: RailState): void {
    showScheme(scheme);
    rail.setAttribute('aria-label', title);
    const heading = document.querySelector('h1');
    if (heading) heading.textContent = title;
    const wanted = homes.map((home) => drawTile(tileOf(home.id), home, home.id === shown));
    const add = tileOf(ADD);
    add.classList.add('tile', 'add');
    add.title = join;
    add.setAttribute('aria-label', join);
    const all = [...wanted, add];
    for (const [id, tile] of tiles) {
      if (all.includes(tile)) continue;
      tile.remove();
      tiles.delete(id);
    }
    // Move only elements that are out of order: a moved element loses the focus.
    all.forEach((tile, index) => {
      if (rail.children[index] !== tile) rail.insertBefore(tile, rail.children[index] ?? null);
      tile.tabIndex = -1;
    });
    const focused = all.find((tile) => tile === document.activeElement) ?? wanted[homes.findIndex(({ id }) => id === shown)] ?? add;
    focused.tabIndex = 0;
  }

  rail.addEventListener('keydown', (event) => {
    const all = [...rail.querySelectorAll<HTMLButtonElement>('button')];
    const at = all.findIndex((tile) => tile === document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const target = all[(next + all.length) % all.length];
    for (const tile of all) tile.tabIndex = tile === target ? 0 : -1;
    target?.focus();
  });
  window.addEventListener('focus', () => {
    if (document.activeElement === document.body) rail.querySelector<HTMLButtonElement>('button[tabindex="0"]')?.focus();
  });
  bridge.onRailChanged(draw);
  draw(await bridge.rail());
}

function drawTile(tile: HTMLButtonElement, { letter, hue, badge, is_away, label, tooltip }: RailHome, isShown: boolean): HTMLButtonElement {
  tile.className = ['tile', hue === null && 'own', is_away && 'away', badge !== '' && 'unread'].filter(Boolean).join(' ');
  if (hue !== null) tile.style.setProperty('--hue', String(hue));
  tile.title = tooltip;
  tile.setAttribute('aria-label', label);
  if (isShown) tile.setAttribute('aria-current', 'page');
  else tile.removeAttribute('aria-current');
  put(tile, '.letter', letter);
  put(tile, '.badge', badge);
  return tile;
}

function part(name: string): HTMLElement {
  const element = document.createElement('span');
  element.className = name;
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** Drawn by the stylesheet: the name of the tile has all of it in words. */
function put(tile: HTMLElement, selector: string, text: string): void {
  tile.querySelector(selector)?.setAttribute('data-text', text);
}
