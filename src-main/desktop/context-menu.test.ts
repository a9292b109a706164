import { expect, test } from 'vitest';
import { contextMenuTemplate } from './context-menu.ts';

const editFlags = {
  canUndo: true,
  canRedo: true,
  canCut: false,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: true,
};
const nothing = { isEditable: false, selectionText: '', linkURL: '', editFlags };

test('a field offers what can be done in it', () => {
  const menu = contextMenuTemplate({ ...nothing, isEditable: true }, () => undefined);
  expect(menu.map(({ role, enabled }) => [role, enabled])).toEqual([
    ['cut', false],
    ['copy', true],
    ['paste', true],
    [undefined, undefined],
    ['selectAll', true],
  ]);
});

test('a link can be copied as it would be opened, and chosen text copied', () => {
  const copied: string[] = [];
  const menu = contextMenuTemplate({ ...nothing, selectionText: 'a plan', linkURL: 'https://me@example.com/a b' }, (text) =>
    copied.push(text),
  );
  expect(menu.map(({ label, role }) => label ?? role)).toEqual(['Copy link', 'copy']);
  Reflect.apply(menu[0]?.click ?? expect.fail(), null, []);
  expect(copied).toEqual(['https://example.com/a%20b']);
});

test('elsewhere there is no menu', () => {
  expect(contextMenuTemplate({ ...nothing, linkURL: 'lanai-shell://page/try-again', selectionText: ' ' }, () => undefined)).toEqual([]);
});
