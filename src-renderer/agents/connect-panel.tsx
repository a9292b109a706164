import { useMemo, useState } from 'react';
import { LOBBY_ID } from '../../src-shared/ids.ts';
import { NAME_CHARS_MAX } from '../../src-shared/limits.ts';
import type { Room } from '../../src-shared/objects.ts';
import { useActions, useApp, useHomeState, useRooms } from '../state/store.ts';
import { Field, Select, TextInput } from '../ui/field.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { arrival, onlineIds } from './agent-groups.ts';
import { CodeBlock } from './code-block.tsx';
import type { ConnectInfo } from './connect-info.ts';
import { MakeOwnKey, SET_AS_VARIABLE, ShownKey } from './own-key.tsx';
import { agentId, KEY_VARIABLE, runLine, snippet, type ProgramLanguage, type SnippetLanguage } from './snippets.ts';
import { Waiting } from './waiting.tsx';

const TABS: { id: SnippetLanguage; label: string }[] = [
  { id: 'command', label: 'Command line' },
  { id: 'python', label: 'Python' },
  { id: 'typescript', label: 'TypeScript' },
  { id: 'curl', label: 'curl' },
  { id: 'prompt', label: 'Prompt' },
];
const NEEDS: Record<ProgramLanguage, string> = { python: 'Nothing to install.', typescript: 'It needs Node 22.18 or newer.' };
const FIRST_NAME = 'build-bot';

interface ConnectPanelProps {
  info: ConnectInfo;
  onClose: () => void;
}

export function ConnectPanel({ info, onClose }: ConnectPanelProps) {
  const { goTo } = useActions();
  const rooms = useOpenRooms();
  const current = useHomeState(({ place }) => place?.room_id);
  const [typedName, setName] = useState(FIRST_NAME);
  const [roomId, setRoomId] = useState(() => (rooms.some((room) => room.id === current) ? (current ?? LOBBY_ID) : LOBBY_ID));
  const [language, setLanguage] = useState<SnippetLanguage>('python');
  const [secret, setSecret] = useState<string | null>(null);
  const name = typedName.trim() || FIRST_NAME;
  const id = agentId(name);
  const arrived = useArrival(id);
  const room = rooms.find((each) => each.id === roomId) ?? { id: LOBBY_ID, name: LOBBY_ID };
  const code = snippet(language, {
    info,
    room,
    agent: { id, name },
    key: secret === null ? { kind: 'file', path: info.key_file } : { kind: 'variable', name: KEY_VARIABLE },
  });

  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 className="text-title font-semibold">Connect an agent</h3>
        <p className="text-body text-ink-2">
          Run this on this computer. It says hello in <strong className="font-semibold text-ink">#{room.name}</strong>.
        </p>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Its name">
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              autoComplete="off"
              spellCheck={false}
              maxLength={NAME_CHARS_MAX}
              value={typedName}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Room">
          {(control) => (
            <Select {...control} value={room.id} onChange={(event) => setRoomId(event.target.value)}>
              {rooms.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      {secret !== null && <ShownKey secret={secret} hint={SET_AS_VARIABLE} />}
      <Tabs label="How it connects" tabs={TABS} selected={language} onSelect={setLanguage}>
        <CodeBlock code={code} label={language === 'prompt' ? 'Prompt' : 'Program'} isProse={language === 'prompt'}>
          <RunHint language={language} id={id} />
        </CodeBlock>
      </Tabs>
      <Waiting
        name={name}
        arrived={arrived}
        onGo={() => {
          onClose();
          goTo({ room_id: room.id, seq: null });
        }}
      >
        {secret === null && <MakeOwnKey label={name} onMade={setSecret} />}
      </Waiting>
    </div>
  );
}

function RunHint({ language, id }: { language: SnippetLanguage; id: string }) {
  if (language === 'prompt')
    return <p className="text-list text-ink-2">Give this to a coding agent that can run programs on this computer.</p>;
  if (language === 'command') return <p className="text-list text-ink-2">Run this in a terminal where the lanai command is installed.</p>;
  if (language === 'curl')
    return <p className="text-list text-ink-2">Run this in a terminal. It speaks as the agent that the key is named after.</p>;
  const { file, command } = runLine(language, id);
  return (
    <p className="text-list text-ink-2">
      Save it as <code className="font-mono text-code text-ink">{file}</code>, then run{' '}
      <code className="font-mono text-code text-ink">{command}</code>. {NEEDS[language]} It answers when you mention it.
    </p>
  );
}

/** Rooms that a new agent can come into by itself: private ones take somebody to let it in. */
function useOpenRooms(): Room[] {
  const rooms = useRooms();
  return useMemo(
    () =>
      rooms
        .map(({ room }) => room)
        .filter((room) => room.visibility === 'public' && !room.direct && room.archived_at === null)
        .sort((a, b) => a.name.localeCompare(b.name)),
    [rooms],
  );
}

/** Whoever connects while this is open. */
function useArrival(expectedId: string) {
  const { store } = useApp();
  const [hereBefore] = useState(() => onlineIds(store.getState().snapshot?.presence ?? {}));
  return useHomeState(({ snapshot }) => snapshot && arrival(snapshot, hereBefore, expectedId));
}
