import clsx from 'clsx';
import type { LucideIcon } from 'lucide-react';
import type { ShortcutName } from '../../src-shared/shortcuts.ts';
import { useEffect, useId, useRef, useState, type ComponentProps, type KeyboardEvent, type ReactNode } from 'react';
import { useBack } from './back.ts';
import { floatBeside } from './float-beside.ts';
import { menuMove } from './menu-keys.ts';
import type { Box, Placement } from './place-beside.ts';
import { shortcutWord } from './shortcut.ts';
import { useDismiss } from './use-dismiss.ts';
import { hasKeyboard } from './use-media-query.ts';

export interface MenuItem {
  label: string;
  icon?: LucideIcon;
  /** Words on the right: a shortcut, a state. */
  detail?: string;
  /** The key that does the same where the menu opens. */
  shortcut?: ShortcutName;
  isDanger?: boolean;
  isChecked?: boolean;
  onSelect: () => void;
}

type TriggerProps = Pick<ComponentProps<'button'>, 'aria-haspopup' | 'aria-expanded' | 'aria-controls' | 'onClick' | 'onKeyDown' | 'id'>;

interface MenuProps {
  /** The menu's name for a screen reader. */
  label: string;
  items: readonly MenuItem[];
  placement?: Placement;
  /** The button that opens it; gets everything that makes it a menu button. */
  trigger: (props: TriggerProps) => ReactNode;
}

const BELOW_END: Placement = { side: 'below', align: 'end' };
export const BELOW_START: Placement = { side: 'below', align: 'start' };

/** A menu button. The list is in the top layer, so that no scrolling or dialog cuts it off. */
export function Menu({ label, items, placement = BELOW_END, trigger }: MenuProps) {
  const [opened, setOpened] = useState<'closed' | 'at-first' | 'at-last'>('closed');
  const id = useId();
  const triggerId = `${id}-trigger`;
  const isOpen = opened !== 'closed';
  const close = (): void => {
    setOpened('closed');
    document.getElementById(triggerId)?.focus();
  };
  return (
    <>
      {trigger({
        id: triggerId,
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        onClick: () => setOpened(isOpen ? 'closed' : 'at-first'),
        onKeyDown: (event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpened(event.key === 'ArrowDown' ? 'at-first' : 'at-last');
        },
      })}
      {isOpen && (
        <MenuList
          id={id}
          label={label}
          items={items}
          placement={placement}
          triggerId={triggerId}
          startsAt={opened === 'at-first' ? 0 : items.length - 1}
          onClose={close}
          onLeave={() => setOpened('closed')}
        />
      )}
    </>
  );
}

interface MenuListProps extends Required<Pick<MenuProps, 'label' | 'items' | 'placement'>> {
  id: string;
  /** Its button. Null for a menu that opens at a place. */
  triggerId: string | null;
  at?: Box;
  startsAt: number;
  /** Closed with the keyboard or by choosing: the focus goes back. */
  onClose: () => void;
  /** The person is already somewhere else. */
  onLeave: () => void;
}

/** The list of a menu, in the top layer. */
export function MenuList({ id, label, items, placement, triggerId, at, startsAt, onClose, onLeave }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  // As they were when it opened: what changes while it is open moves neither the menu nor the focus.
  const opening = useRef({ triggerId, at, placement, startsAt });
  useEffect(() => {
    const element = list.current;
    const { triggerId, at, placement, startsAt } = opening.current;
    const anchor = at ?? document.getElementById(triggerId ?? '');
    if (!element || !anchor) return;
    floatBeside(element, anchor, placement);
    itemsOf(element)[startsAt]?.focus({ preventScroll: true });
  }, []);
  useDismiss(list, triggerId, onLeave);
  useBack(onClose, !hasKeyboard());

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const elements = itemsOf(event.currentTarget);
    const current = elements.findIndex((element) => element === document.activeElement);
    if (event.key === 'Escape' || event.key === 'Tab') {
      // Escape belongs to the menu alone: a dialog around it stays open.
      event.preventDefault();
      event.stopPropagation();
      onClose();
      return;
    }
    const next = menuMove(
      items.map((item) => item.label),
      current,
      event.key,
    );
    if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    elements[next]?.focus();
  };

  return (
    <div
      ref={list}
      id={id}
      role="menu"
      aria-label={label}
      popover="manual"
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
      className="max-h-[70vh] min-w-44 animate-fade overflow-y-auto rounded-card border border-line bg-raise p-1 text-ink shadow-float"
    >
      {items.map((item) => (
        <Item
          key={item.label}
          item={item}
          onChoose={() => {
            onClose();
            item.onSelect();
          }}
        />
      ))}
    </div>
  );
}

function Item({ item, onChoose }: { item: MenuItem; onChoose: () => void }) {
  const { icon: Icon, label, detail, shortcut, isDanger, isChecked } = item;
  return (
    <button
      type="button"
      role={isChecked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={isChecked}
      tabIndex={-1}
      onClick={onChoose}
      onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      className={clsx(
        'flex w-full items-center gap-2.5 rounded-control px-2.5 py-1.5 text-start text-list outline-none focus:bg-line-2 tap:min-h-11',
        isDanger ? 'text-coral-ink' : 'text-ink',
      )}
    >
      {Icon && <Icon size={15} aria-hidden className={isDanger ? 'text-coral-ink' : 'text-ink-2'} />}
      <span className="flex-1">{label}</span>
      {detail && <span className="text-meta text-ink-3">{detail}</span>}
      {shortcut && (
        <span aria-hidden className="ps-4 text-meta text-ink-3 tap:hidden">
          {shortcutWord(shortcut)}
        </span>
      )}
      {isChecked && <span aria-hidden>✓</span>}
    </button>
  );
}

function itemsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}
