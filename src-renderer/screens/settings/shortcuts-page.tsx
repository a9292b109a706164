import { SHORTCUTS, type Shortcut, type ShortcutName, type ShortcutPlace } from '../../../src-shared/shortcuts.ts';
import { shortcutKeys } from '../../ui/shortcut.ts';
import { useApp } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { PageHeading } from './page-heading.tsx';

const PLACES: readonly ShortcutPlace[] = ['everywhere', 'writing', 'messages', 'page', 'room-search'];

/** All there are, from the table that decides what the keys do. */
export function ShortcutsPage() {
  const isDesktop = useApp().bridge !== undefined;
  return (
    <>
      <PageHeading title={strings.palette.settingsPages.shortcuts} text={strings.settings.shortcuts.lead} />
      <div className="flex flex-col gap-6">
        {PLACES.map((place) => (
          <section key={place} aria-label={strings.settings.shortcuts.places[place]}>
            <h4 className="mb-1 text-list font-semibold text-ink-2">{strings.settings.shortcuts.places[place]}</h4>
            <ul>
              {namesIn(place, isDesktop).map((name) => (
                <ShortcutRow key={name} name={name} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

function ShortcutRow({ name }: { name: ShortcutName }) {
  return (
    <li className="flex min-h-10 items-center justify-between gap-4 border-b border-line-2 py-1.5 text-list">
      <span className="min-w-0">{strings.settings.shortcuts.names[name]}</span>
      <span className="flex shrink-0 gap-1">
        {shortcutKeys(name).map((key) => (
          <kbd
            key={key}
            className="min-w-6 rounded-tag border border-line bg-panel px-1.5 py-0.5 text-center font-sans text-meta text-ink-2"
          >
            {key}
          </kbd>
        ))}
      </span>
    </li>
  );
}

function namesIn(place: ShortcutPlace, isDesktop: boolean): ShortcutName[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys forgets the names
  const names = Object.keys(SHORTCUTS) as ShortcutName[];
  return names.filter((name) => {
    const shortcut: Shortcut = SHORTCUTS[name];
    return shortcut.place === place && (shortcut.isOfDesktop !== true || isDesktop);
  });
}
