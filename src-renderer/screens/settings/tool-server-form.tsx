import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX, PROVIDER_KEY_CHARS_MAX, PROVIDER_URL_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { ToolServer, ToolServerRuns } from '../../../src-shared/tool-servers.ts';
import { joinCommand, splitCommand } from '../../features/agents/split-command.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

interface ToolServerFormProps {
  /** Null: a new one. */
  server: ToolServer | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

export function ToolServerForm({ server, onSaved, onClose }: ToolServerFormProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const said = strings.toolServers;
  const [kind, setKind] = useState<ToolServerRuns['kind']>(server?.runs.kind ?? 'http');
  const [name, setName] = useState(server?.name ?? '');
  const [place, setPlace] = useState(server ? placeOf(server.runs) : '');
  const [key, setKey] = useState('');
  const [keyName, setKeyName] = useState(server ? (keyNameOf(server.runs) ?? '') : '');
  const [wasTried, setWasTried] = useState(false);
  const isHttp = kind === 'http';
  const lacksVariable = !isHttp && key.trim() !== '' && keyName.trim() === '';
  const isMissing = name.trim() === '' || place.trim() === '' || lacksVariable;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (isMissing) return;
    const runs = runsOf(kind, place.trim(), keyName.trim() || null, server?.runs ?? null);
    const typed = { name: name.trim(), ...(key.trim() !== '' && { key: key.trim() }) };
    task.run(async () => {
      const isSame = server !== null && JSON.stringify(runs) === JSON.stringify(server.runs);
      if (server) await command('update_tool_server', { server_id: server.id, ...typed, ...(!isSame && { runs }) });
      else await command('add_tool_server', { ...typed, runs });
      await onSaved();
      onClose();
    });
  };
  return (
    <form
      noValidate
      aria-label={server ? said.changeOf(server.name) : said.newOne}
      onSubmit={submit}
      className="flex flex-col gap-4 rounded-card border border-line bg-raise p-4"
    >
      {!server && (
        <Field label={said.kind} {...(!isHttp && { hint: said.commandOnly })}>
          {(control) => (
            <Select {...control} autoFocus value={kind} onChange={(event) => setKind(event.target.value === 'http' ? 'http' : 'command')}>
              <option value="http">{strings.toolServers.kinds.http}</option>
              <option value="command">{strings.toolServers.kinds.command}</option>
            </Select>
          )}
        </Field>
      )}
      <Field label={said.name} error={wasTried && name.trim() === '' ? said.nameMissing : null}>
        {(control) => <Typed control={control} text={name} max={NAME_CHARS_MAX} onType={setName} />}
      </Field>
      {isHttp ? (
        <Field label={said.address} hint={said.addressHint} error={wasTried && place.trim() === '' ? said.addressMissing : null}>
          {(control) => (
            <Typed control={{ ...control, type: 'url', dir: 'ltr' }} text={place} max={PROVIDER_URL_CHARS_MAX} onType={setPlace} />
          )}
        </Field>
      ) : (
        <Field label={said.command} hint={said.commandHint} error={wasTried && place.trim() === '' ? said.commandMissing : null}>
          {(control) => <Typed control={{ ...control, dir: 'ltr' }} text={place} max={PROVIDER_URL_CHARS_MAX} onType={setPlace} />}
        </Field>
      )}
      <Field label={said.key} hint={keyHint(server)}>
        {(control) => (
          // Not the password of a person: none is offered, and it is not kept by the browser.
          <Typed
            control={{ ...control, type: 'password', autoComplete: 'new-password' }}
            text={key}
            max={PROVIDER_KEY_CHARS_MAX}
            onType={setKey}
          />
        )}
      </Field>
      <Field
        label={isHttp ? said.header : said.variable}
        hint={isHttp ? said.headerHint : said.variableHint}
        error={wasTried && lacksVariable ? said.variableMissing : null}
      >
        {(control) => <Typed control={{ ...control, dir: 'ltr' }} text={keyName} max={100} onType={setKeyName} />}
      </Field>
      <FieldError text={task.error} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="primary" type="submit" isBusy={task.isBusy}>
          {server ? said.save : said.add}
        </Button>
      </div>
    </form>
  );
}

interface TypedProps {
  control: Partial<Parameters<typeof TextInput>[0]>;
  text: string;
  max: number;
  onType: (text: string) => void;
}

function Typed({ control, text, max, onType }: TypedProps) {
  return (
    <TextInput
      autoComplete="off"
      spellCheck={false}
      {...control}
      maxLength={max}
      value={text}
      onChange={(event) => onType(event.target.value)}
    />
  );
}

function keyHint(server: ToolServer | null): string {
  const { keyHint: first, keyKept, keyLocked } = strings.toolServers;
  return server ? { none: first, kept: keyKept, locked: keyLocked }[server.key_state] : first;
}

function placeOf(runs: ToolServerRuns): string {
  return runs.kind === 'http' ? runs.url : joinCommand([runs.command, ...runs.args]);
}

function keyNameOf(runs: ToolServerRuns): string | null {
  return runs.kind === 'http' ? runs.header : runs.key_variable;
}

function runsOf(kind: ToolServerRuns['kind'], place: string, keyName: string | null, before: ToolServerRuns | null): ToolServerRuns {
  if (kind === 'http') return { kind, url: place, header: keyName };
  const [command = '', ...args] = splitCommand(place);
  return { kind, command, args, variables: before?.kind === 'command' ? before.variables : [], key_variable: keyName };
}
