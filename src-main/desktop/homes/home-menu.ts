// The menu of a tile in the rail.
import type { MenuItemConstructorOptions } from 'electron';
import { drop } from '../drop.ts';
import { menuLabel } from '../menu-label.ts';
import type { HomeList, HomeRow } from './home-list.ts';
import { cleanName } from './home-words.ts';
import { askNameOf, askToRemove, type HomeQuestions } from './questions.ts';

interface HomeActs {
  questions: HomeQuestions;
  list: HomeList;
  show(id: string): void;
  reload(): void;
  remove(row: HomeRow): Promise<void>;
  changed(): void;
  copy(text: string): void;
}

export function homeMenu(row: HomeRow, acts: HomeActs): MenuItemConstructorOptions[] {
  return [
    { label: menuLabel(row.name), enabled: false },
    { label: row.origin, enabled: false },
    { type: 'separator' },
    { label: 'Open', click: () => acts.show(row.id) },
    { label: 'Load again', click: acts.reload },
    { label: 'Rename…', click: () => drop(rename(row, acts), 'the name stays') },
    { label: 'Copy address', click: () => acts.copy(row.origin) },
    { type: 'separator' },
    { label: 'Remove…', click: () => drop(remove(row, acts), 'it is out of the list') },
  ];
}

async function rename(row: HomeRow, { questions, list, changed }: HomeActs): Promise<void> {
  const name = await askNameOf(questions, row);
  if (name === null || !list.get(row.id)) return;
  list.change(row.id, { name: cleanName(name), is_renamed: true });
  changed();
}

async function remove(row: HomeRow, acts: HomeActs): Promise<void> {
  if (await askToRemove(acts.questions, row)) await acts.remove(row);
}
