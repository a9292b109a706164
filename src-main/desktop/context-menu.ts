// The menu of the second mouse button: what one expects on text, in a field, and on a link. Electron brings none.
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { outsideAddress } from './outside-links.ts';

type Clicked = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'linkURL' | 'editFlags'>;

/** Empty where there is nothing to offer: then no menu opens. */
export function contextMenuTemplate(
  { isEditable, selectionText, linkURL, editFlags }: Clicked,
  copyText: (text: string) => void,
): MenuItemConstructorOptions[] {
  const link = outsideAddress(linkURL);
  if (isEditable) {
    return [
      { role: 'cut', enabled: editFlags.canCut },
      { role: 'copy', enabled: editFlags.canCopy },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ];
  }
  return [
    ...(link ? [{ label: 'Copy link', click: () => copyText(link.href) }] : []),
    ...(selectionText.trim() === '' ? [] : [{ role: 'copy' } satisfies MenuItemConstructorOptions]),
  ];
}
