import { ListTodo } from 'lucide-react';
import { useState } from 'react';
import type { Task, TaskStatus } from '../../../src-shared/coordination.ts';
import { isWebhook } from '../../../src-shared/participants.ts';
import { DESCRIPTION_CHARS_MAX, TITLE_CHARS_MAX } from '../../../src-shared/limits.ts';
import { PlainNote } from '../sealed/plain-note.tsx';
import { useBoard, useCommand, useMe, useParticipants, useRoom, useRoomFacts } from '../../sync/store.ts';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, Select, TextArea, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { STATUSES, taskWords } from './task-status.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';

interface NewTaskDialogProps {
  roomId: string;
  /** The initial title. */
  title?: string;
  onClose: () => void;
}

export function NewTaskDialog({ roomId, title: firstTitle = '', onClose }: NewTaskDialogProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const [title, setTitle] = useState(firstTitle.trim().replace(/\s+/g, ' ').slice(0, TITLE_CHARS_MAX));
  const [description, setDescription] = useState('');
  const [assignee, setAssignee] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const submit = (): void => {
    setWasTried(true);
    if (title.trim() === '') return;
    task.run(async () => {
      await command('assign_task', { room_id: roomId, title, description: description.trim() || null, assignee });
      onClose();
    });
  };
  return (
    <Dialog title={strings.coordination.newTask} subtitle={strings.coordinating.newTaskLead} icon={ListTodo} onClose={onClose}>
      <DialogForm task={task} action={strings.coordinating.makeTask} onSubmit={submit} onClose={onClose}>
        <Field
          label={strings.coordinating.taskTitle}
          error={wasTried && title.trim() === '' ? strings.coordinating.taskTitleMissing : null}
        >
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              autoComplete="off"
              maxLength={TITLE_CHARS_MAX}
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <AssigneeField roomId={roomId} assignee={assignee} onSelect={setAssignee} />
        <Field label={strings.coordinating.moreAbout}>
          {(control) => (
            <TextArea
              {...control}
              maxLength={DESCRIPTION_CHARS_MAX}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <PlainNote roomId={roomId} what="task" />
      </DialogForm>
    </Dialog>
  );
}

interface TaskDialogProps {
  roomId: string;
  taskId: string;
  onClose: () => void;
}

/** A task with everything that can be changed about it. */
export function TaskDialog({ roomId, taskId, onClose }: TaskDialogProps) {
  const task = useBoard(roomId).tasks.find(({ id }) => id === taskId);
  const isArchived = (useRoomFacts(roomId)?.archived_at ?? null) !== null;
  if (!task) return null;
  return (
    <Dialog title={task.title} icon={ListTodo} onClose={onClose}>
      {isArchived ? <FixedTask task={task} /> : <TaskForm task={task} onClose={onClose} />}
    </Dialog>
  );
}

/** In an archived room nothing can be changed about it. */
function FixedTask({ task }: { task: Task }) {
  const participants = useParticipants();
  return (
    <div className="flex flex-col gap-3 px-6 py-5 text-list text-ink-2">
      {task.description !== null && <p className="text-body whitespace-pre-line text-ink wrap-anywhere">{task.description}</p>}
      <p>{strings.tasks.status[task.status]}</p>
      <p>{taskWords(task, participants)}</p>
      {task.note !== null && task.note !== '' && <p className="whitespace-pre-line wrap-anywhere">{task.note}</p>}
      <p>{strings.voting.archived}</p>
    </div>
  );
}

function TaskForm({ task, onClose }: { task: Task; onClose: () => void }) {
  const command = useCommand();
  const saving = useAsyncAction();
  const maker = useParticipants()[task.created_by];
  const [status, setStatus] = useState<TaskStatus>(task.status);
  const [assignee, setAssignee] = useState(task.assignee_id ?? '');
  const [note, setNote] = useState(task.note ?? '');
  const submit = (): void => {
    saving.run(async () => {
      await command('update_task', { task_id: task.id, status, assignee, note });
      onClose();
    });
  };
  return (
    <DialogForm task={saving} action={strings.ui.save} onSubmit={submit} onClose={onClose}>
      {task.description !== null && <p className="text-body whitespace-pre-line text-ink wrap-anywhere">{task.description}</p>}
      {maker && <p className="text-list text-ink-2">{strings.coordinating.madeBy(maker.name)}</p>}
      <Field label={strings.coordinating.taskStatus}>
        {(control) => (
          <Select {...control} value={status} onChange={(event) => setStatus(statusOf(event.target.value) ?? status)}>
            {STATUSES.map((each) => (
              <option key={each} value={each}>
                {strings.tasks.status[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <AssigneeField roomId={task.room_id} assignee={assignee} onSelect={setAssignee} />
      <Field label={strings.coordinating.taskNote} hint={strings.coordinating.taskNoteHint}>
        {(control) => (
          <TextArea {...control} maxLength={DESCRIPTION_CHARS_MAX} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
      <PlainNote roomId={task.room_id} what="task" />
    </DialogForm>
  );
}

function statusOf(value: string): TaskStatus | undefined {
  return STATUSES.find((status) => status === value);
}

interface AssigneeFieldProps {
  roomId: string;
  /** Empty: no assignee. */
  assignee: string;
  onSelect: (id: string) => void;
}

function AssigneeField({ roomId, assignee, onSelect }: AssigneeFieldProps) {
  const participants = useParticipants();
  const meId = useMe().id;
  const members = (useRoom(roomId)?.room.member_ids ?? [])
    .flatMap((id) => participants[id] ?? [])
    .filter((one) => !isWebhook(one))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
  const isGone = assignee !== '' && !members.some(({ id }) => id === assignee);
  return (
    <Field label={strings.coordinating.taskAssignee}>
      {(control) => (
        <Select {...control} value={assignee} onChange={(event) => onSelect(event.target.value)}>
          <option value="">{strings.tasks.nobodyYet}</option>
          {isGone && <option value={assignee}>{participants[assignee]?.name ?? strings.ui.formerMember}</option>}
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {id === meId ? strings.ui.isYou(name) : name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
