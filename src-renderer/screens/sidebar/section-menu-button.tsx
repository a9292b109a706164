import { Ellipsis, ListFilter } from 'lucide-react';
import { createPortal } from 'react-dom';
import { SectionMenuPart } from '../../features/sections/later-section-menu.ts';
import { LaterMenu } from '../../ui/later-menu.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useContextMenu } from '../../ui/use-context-menu.ts';

const PARTS = [SectionMenuPart];

/** The menu of the rooms, or of a section that the person made. */
export function SectionMenuButton({ sectionId, label }: { sectionId: string; label: string }) {
  const { at, button, close } = useContextMenu();
  const isRooms = sectionId === 'rooms';
  return (
    <>
      <IconButton
        {...button}
        icon={isRooms ? ListFilter : Ellipsis}
        label={label}
        size="small"
        className="opacity-0 group-focus-within/section:opacity-100 group-hover/section:opacity-100 aria-expanded:opacity-100 tap:opacity-100"
      />
      {at &&
        createPortal(
          <LaterMenu parts={PARTS} at={at} onClose={close}>
            <SectionMenuPart sectionId={sectionId} label={label} at={at} onClose={close} />
          </LaterMenu>,
          document.body,
        )}
    </>
  );
}
