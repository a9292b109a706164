import { FolderInput, FolderPlus, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { SECTIONS_MAX } from '../../../src-shared/limits.ts';
import { FAVOURITES_ID } from '../../../src-shared/sidebar.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useCommand, useMe, useParticipants, useRoom, useSnapshot } from '../../sync/store.ts';
import { ChoiceCards } from '../../ui/choice.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { NameField } from '../../ui/name-field.tsx';
import { strings } from '../../strings/all-strings.ts';

/** Creates a section, or renames one. */
export function SectionDialog({ sectionId, onClose }: { sectionId: string | null; onClose: () => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const { sections } = useSnapshot((snapshot) => snapshot.sidebar);
  const [name, setName] = useState(sections.find(({ id }) => id === sectionId)?.name ?? '');
  const [wasTried, setWasTried] = useState(false);
  const isMissing = name.trim() === '';
  const words = strings.rooms.sections;
  const submit = (): void => {
    setWasTried(true);
    if (isMissing) return;
    task.run(async () => {
      await (sectionId === null ? command('create_section', { name }) : command('update_section', { section_id: sectionId, name }));
      onClose();
    });
  };
  return (
    <Dialog
      title={sectionId === null ? words.create : words.rename}
      subtitle={words.onlyYours}
      icon={sectionId === null ? FolderPlus : Pencil}
      onClose={onClose}
    >
      <DialogForm task={task} action={sectionId === null ? words.createAction : strings.ui.save} onSubmit={submit} onClose={onClose}>
        <NameField
          label={strings.rooms.name}
          name={name}
          example={strings.rooms.sections.nameExample}
          error={wasTried && isMissing ? words.nameMissing : null}
          onName={setName}
        />
      </DialogForm>
    </Dialog>
  );
}

const NONE = '';
const NEW = 'new';

/** Moves a room to a section, or to a new one. */
export function MoveRoomDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const view = useRoom(roomId);
  const participants = useParticipants();
  const meId = useMe().id;
  const words = strings.rooms.sections;
  return (
    <Dialog title={words.moveTitle} subtitle={view && roomTitle(view.room, participants, meId)} icon={FolderInput} onClose={onClose}>
      {view?.membership ? (
        <MoveRoomForm roomId={roomId} sectionId={view.membership.section_id ?? NONE} onClose={onClose} />
      ) : (
        <DialogBody>{strings.rooms.gone}</DialogBody>
      )}
    </Dialog>
  );
}

function MoveRoomForm({ roomId, sectionId, onClose }: { roomId: string; sectionId: string; onClose: () => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const { sections } = useSnapshot((snapshot) => snapshot.sidebar);
  const isKnown = sectionId === FAVOURITES_ID || sections.some(({ id }) => id === sectionId);
  const [chosen, setChosen] = useState(isKnown ? sectionId : NONE);
  const [name, setName] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isMissing = chosen === NEW && name.trim() === '';
  const words = strings.rooms.sections;
  const submit = (): void => {
    setWasTried(true);
    if (isMissing) return;
    task.run(async () => {
      const section_id = chosen === NEW ? (await command('create_section', { name })).id : chosen || null;
      await command('set_room_section', { room_id: roomId, section_id });
      onClose();
    });
  };
  return (
    <DialogForm task={task} action={words.moveAction} onSubmit={submit} onClose={onClose}>
      <ChoiceCards
        label={words.section}
        selected={chosen}
        onSelect={setChosen}
        choices={[
          { value: NONE, label: words.none },
          { value: FAVOURITES_ID, label: strings.sidebar.favourites },
          ...sections.map((each) => ({ value: each.id, label: each.name })),
          ...(sections.length < SECTIONS_MAX ? [{ value: NEW, label: words.create }] : []),
        ]}
      />
      {chosen === NEW && (
        <NameField
          label={strings.rooms.name}
          name={name}
          example={strings.rooms.sections.nameExample}
          error={wasTried && isMissing ? words.nameMissing : null}
          onName={setName}
        />
      )}
    </DialogForm>
  );
}

export function DeleteSectionDialog({ sectionId, onClose }: { sectionId: string; onClose: () => void }) {
  const command = useCommand();
  const section = useSnapshot(({ sidebar }) => sidebar.sections.find(({ id }) => id === sectionId));
  const words = strings.rooms.sections;
  // Deleted on another device meanwhile.
  if (!section) return null;
  return (
    <ConfirmDialog
      title={words.deleteTitle(section.name)}
      icon={Trash2}
      text={words.deleteText}
      action={words.delete}
      onConfirm={async () => void (await command('delete_section', { section_id: sectionId }))}
      onClose={onClose}
    />
  );
}
