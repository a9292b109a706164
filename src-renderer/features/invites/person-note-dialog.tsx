import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { AppError } from '../../../src-shared/errors.ts';
import { NOTE_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { Person } from '../../../src-shared/objects.ts';
import { mayKeepNotes } from '../../../src-shared/permissions.ts';
import { useCommand, useMe, useParticipant } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog, DialogBody } from '../../ui/dialog.tsx';
import { Field, FieldError, TextArea } from '../../ui/field.tsx';
import { ago } from '../../ui/phrases.ts';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { NotAllowed } from '../rooms/not-allowed.tsx';
import { usePersonNote, type LoadedNote } from './use-person-note.ts';

/** The note that the owner and admins keep about a person, who cannot see it. */
export function PersonNoteDialog({ personId, onClose }: { personId: string; onClose: () => void }) {
  const me = useMe();
  const person = useParticipant(personId);
  const [isChanged, setChanged] = useState(false);
  const [asks, setAsks] = useState(false);
  if (person?.kind !== 'person') return null;
  const words = strings.personNote;
  const lead = person.role === 'admin' ? words.leadAboutAdmin(person.name) : words.lead(person.name);
  const close = isChanged ? () => setAsks(true) : onClose;
  return (
    <>
      <Dialog title={words.of(person.name)} subtitle={lead} icon={NotebookPen} width="medium" onClose={close}>
        {mayKeepNotes(me, person) ? (
          <Note person={person} onChanged={setChanged} onSaved={onClose} onClose={close} />
        ) : (
          <NotAllowed text={words.notAllowed} />
        )}
      </Dialog>
      {asks && (
        <ConfirmDialog
          title={words.discardTitle}
          text={words.discardText}
          action={words.discard}
          onConfirm={async () => onClose()}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  );
}

interface NoteProps {
  person: Person;
  /** Whether there is a change that was not saved. */
  onChanged: (isChanged: boolean) => void;
  onSaved: () => void;
  onClose: () => void;
}

function Note(props: NoteProps) {
  const { person } = props;
  const words = strings.personNote;
  const { state, problem, load } = usePersonNote(person.id);
  if (state) return <NoteForm {...props} first={state} load={load} />;
  return (
    <DialogBody>
      {problem ? (
        <FieldError text={words.failed(problem)} />
      ) : (
        <p role="status" className="text-list text-ink-3">
          {words.loading}
        </p>
      )}
    </DialogBody>
  );
}

interface NoteFormProps extends NoteProps {
  first: LoadedNote;
  load: () => Promise<LoadedNote>;
}

function NoteForm({ person, first, load, onChanged, onSaved, onClose }: NoteFormProps) {
  const words = strings.personNote;
  const command = useCommand();
  const task = useAsyncAction();
  const [base, setBase] = useState(first);
  const [text, setText] = useState(first.note?.content ?? '');
  const [theirs, setTheirs] = useState<LoadedNote | null>(null);
  const over = text.length - NOTE_CHARS_MAX;
  const { note, author } = base;
  const nameOf = (of: LoadedNote): string => of.author ?? strings.ui.formerMember;

  const write = (next: string, on: LoadedNote): void => {
    setText(next);
    onChanged(next !== (on.note?.content ?? ''));
  };
  const save = (expected_version: number): void => {
    if (over > 0) return;
    task.run(async () => {
      try {
        await command('set_person_note', { participant_id: person.id, content: text, expected_version });
        onSaved();
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'note_conflict') throw error;
        setTheirs(await load());
      }
    });
  };
  const takeTheirs = (newer: LoadedNote): void => {
    setBase(newer);
    write(newer.note?.content ?? '', newer);
    setTheirs(null);
  };
  const meanwhile = theirs && (
    <div className="flex flex-col gap-2 rounded-control border border-line bg-amber-soft p-3">
      <p role="alert" className="text-list text-ink">
        {words.meanwhile(nameOf(theirs))}
      </p>
      <p className="max-h-40 overflow-y-auto text-list whitespace-pre-wrap text-ink wrap-anywhere" tabIndex={0}>
        {theirs.note?.content || words.empty}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button isBusy={task.isBusy} onClick={() => save(theirs.note?.version ?? 0)}>
          {words.useMine}
        </Button>
        <Button onClick={() => takeTheirs(theirs)}>{words.useTheirs}</Button>
      </div>
    </div>
  );
  return (
    <DialogForm
      task={task}
      action={strings.ui.save}
      canSubmit={over <= 0 && !theirs}
      onSubmit={() => save(note?.version ?? 0)}
      onClose={onClose}
      after={meanwhile}
    >
      <Field label={words.field} hint={words.hint} error={over > 0 ? words.tooLong(over) : null}>
        {(control) => <TextArea {...control} rows={10} value={text} onChange={(event) => write(event.target.value, base)} />}
      </Field>
      {note && <p className="text-meta text-ink-3">{words.changed(author ?? strings.ui.formerMember, ago(note.changed_at, Date.now()))}</p>}
    </DialogForm>
  );
}
