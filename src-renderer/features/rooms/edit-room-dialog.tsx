import { Archive, ArchiveRestore, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { DESCRIPTION_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { Room } from '../../../src-shared/objects.ts';
import { mayDeleteRoom, mayEditRoom } from '../../../src-shared/permissions.ts';
import { useCommand, useDialogActions, useMe, useRoom } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { AgentLimitSelect } from './agent-limit-select.tsx';
import { NotAllowed } from './not-allowed.tsx';
import { ParentSelect } from './parent-select.tsx';
import { RoomFields } from './room-fields.tsx';
import { tagsIn, tagsProblem } from './tags.ts';
import { VisibilityChoice } from './visibility-choice.tsx';

export function EditRoomDialog({ roomId, onClose }: { roomId: string; onClose: () => void }) {
  const me = useMe();
  const room = useRoom(roomId)?.room;
  return (
    <Dialog title={strings.rooms.edit} subtitle={room?.name} icon={Pencil} onClose={onClose}>
      {!room && <NotAllowed text={strings.rooms.gone} />}
      {room && !mayEditRoom(me, room) && <NotAllowed text={strings.rooms.onlyMakerEdits} />}
      {room && mayEditRoom(me, room) && <EditRoomForm room={room} onClose={onClose} />}
    </Dialog>
  );
}

function EditRoomForm({ room, onClose }: { room: Room; onClose: () => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const [name, setName] = useState(room.name);
  const [description, setDescription] = useState(room.description ?? '');
  const [topic, setTopic] = useState(room.topic ?? '');
  const [tags, setTags] = useState(room.tags.join(', '));
  const tagsError = tagsProblem(tagsIn(tags));
  const [visibility, setVisibility] = useState(room.visibility);
  const [agentLimit, setAgentLimit] = useState(room.agent_run_max);
  const [parent, setParent] = useState(room.parent_id ?? '');
  const hasPlace = room.id !== LOBBY_ID;
  const isMissing = name.trim() === '';

  const submit = (): void => {
    if (isMissing || tagsError !== null) return;
    task.run(async () => {
      await command('update_room', {
        room_id: room.id,
        name,
        description: description.trim() || null,
        topic: topic.trim() || null,
        tags: tagsIn(tags),
        // Left out while they are the same: another may have changed them meanwhile.
        ...(visibility !== room.visibility && { public: visibility === 'public' }),
        ...(agentLimit !== room.agent_run_max && { agent_run_max: agentLimit }),
        ...(parent !== (room.parent_id ?? '') && { parent_id: parent || null }),
      });
      onClose();
    });
  };

  return (
    <DialogForm
      task={task}
      action={strings.ui.save}
      onSubmit={submit}
      onClose={onClose}
      after={
        hasPlace && (
          <>
            <ArchiveRow room={room} onDone={onClose} />
            <DeleteRow room={room} />
          </>
        )
      }
    >
      <RoomFields
        name={name}
        description={description}
        nameError={isMissing ? strings.rooms.nameNeeded : null}
        onName={setName}
        onDescription={setDescription}
      />
      <Field label={strings.rooms.topic} hint={strings.rooms.topicHint}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            maxLength={DESCRIPTION_CHARS_MAX}
            value={topic}
            onChange={(event) => setTopic(event.target.value)}
          />
        )}
      </Field>
      <Field label={strings.rooms.tags} hint={strings.rooms.tagsHint} error={tagsError}>
        {(control) => <TextInput {...control} autoComplete="off" value={tags} onChange={(event) => setTags(event.target.value)} />}
      </Field>
      {hasPlace && <VisibilityChoice selected={visibility} isSealed={room.encrypted} of={room} onSelect={setVisibility} />}
      {hasPlace && <ParentSelect parent={parent} of={room.id} onSelect={setParent} />}
      <AgentLimitSelect limit={agentLimit} onSelect={setAgentLimit} />
    </DialogForm>
  );
}

function ArchiveRow({ room, onDone }: { room: Room; onDone: () => void }) {
  const command = useCommand();
  const task = useAsyncAction();
  const isArchived = room.archived_at !== null;
  const toggle = (): void =>
    task.run(async () => {
      await command('archive_room', { room_id: room.id, archived: !isArchived });
      onDone();
    });
  return (
    <section
      aria-label={isArchived ? strings.rooms.bringBack : strings.rooms.archive}
      className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line px-4 py-3"
    >
      <p className="min-w-0 flex-1 basis-56 text-list text-ink-2">{isArchived ? strings.rooms.bringBackText : strings.rooms.archiveText}</p>
      <Button icon={isArchived ? ArchiveRestore : Archive} isBusy={task.isBusy} onClick={toggle}>
        {isArchived ? strings.rooms.bringBack : strings.rooms.archiveRoom}
      </Button>
      <FieldError text={task.error} />
    </section>
  );
}

function DeleteRow({ room }: { room: Room }) {
  const me = useMe();
  const { openDialog } = useDialogActions();
  if (!mayDeleteRoom(me, room)) return null;
  return (
    <section
      aria-label={strings.deletion.menu}
      className="flex flex-wrap items-center justify-between gap-3 rounded-card border border-line px-4 py-3"
    >
      <p className="min-w-0 flex-1 basis-56 text-list text-ink-2">{strings.deletion.about}</p>
      <Button look="danger" icon={Trash2} onClick={() => openDialog({ kind: 'delete-room', room_id: room.id })}>
        {strings.deletion.menu}
      </Button>
    </section>
  );
}
