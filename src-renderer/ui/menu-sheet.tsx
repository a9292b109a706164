import clsx from 'clsx';
import { Dialog, DialogBody } from './dialog.tsx';
import type { MenuItem } from './menu.tsx';

interface MenuSheetProps {
  label: string;
  items: readonly MenuItem[];
  onClose: () => void;
}

/** A menu on a phone: a sheet from the bottom. */
export function MenuSheet({ label, items, onClose }: MenuSheetProps) {
  return (
    <Dialog title={label} onClose={onClose}>
      <DialogBody>
        <div role="menu" aria-label={label} className="-mx-2 flex flex-col">
          {items.map((item) => (
            <SheetAction key={item.label} item={item} isInMenu onClose={onClose} />
          ))}
        </div>
      </DialogBody>
    </Dialog>
  );
}

interface SheetActionProps {
  item: MenuItem;
  /** It is an item of a menu, and no button among others. */
  isInMenu?: boolean;
  onClose: () => void;
}

/** An action in a sheet, which it closes. */
export function SheetAction({ item, isInMenu = false, onClose }: SheetActionProps) {
  const { icon: Icon, label, detail, isDanger, isChecked, onSelect } = item;
  return (
    <button
      type="button"
      role={isInMenu ? (isChecked === undefined ? 'menuitem' : 'menuitemradio') : undefined}
      aria-checked={isInMenu ? isChecked : undefined}
      onClick={() => {
        onClose();
        onSelect();
      }}
      className={clsx(
        'flex min-h-11 w-full items-center gap-3 rounded-control px-2 text-start text-body hover:bg-line-2',
        isDanger ? 'text-coral-ink' : 'text-ink',
      )}
    >
      {Icon && <Icon size={17} aria-hidden className={isDanger ? undefined : 'text-ink-2'} />}
      <span className="flex-1">{label}</span>
      {detail && <span className="text-meta text-ink-3">{detail}</span>}
      {isChecked && <span aria-hidden>✓</span>}
    </button>
  );
}
