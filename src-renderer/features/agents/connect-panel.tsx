import { useMemo, useState } from 'react';
import { agentIdOf } from '../../../src-shared/agent-id.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Room } from '../../../src-shared/objects.ts';
import { useActions, useApp, useHomeState, useRooms } from '../../sync/store.ts';
import { Field, Select } from '../../ui/field.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import { arrival, onlineIds } from './agent-groups.ts';
import { CodeBlock } from './code-block.tsx';
import type { ConnectInfo } from '../../../src-shared/endpoints/home.ts';
import { InstallCommand, useCommandState } from './install-command.tsx';
import { MakeOwnKey, setAsVariable, ShownKey } from '../keys/own-key.tsx';
import { KEY_VARIABLE } from '../keys/key-variable.ts';
import { MCP_PROGRAM_IDS, MCP_PROGRAMS, type McpProgramId } from './mcp-programs.ts';
import { languagesFor, runLine, snippet, type SnippetLanguage } from './snippets.ts';
import { Waiting } from './waiting.tsx';

const FIRST_NAME = 'build-bot';

interface ConnectPanelProps {
  info: ConnectInfo;
  onClose: () => void;
}

export function ConnectPanel({ info, onClose }: ConnectPanelProps) {
  const { goTo } = useActions();
  const { firstWords } = useApp();
  const rooms = useOpenRooms();
  const current = useHomeState(({ place }) => place?.room_id);
  const [typedName, setName] = useState(FIRST_NAME);
  const [roomId, setRoomId] = useState(() => (rooms.some((room) => room.id === current) ? (current ?? LOBBY_ID) : LOBBY_ID));
  const languages = languagesFor(info);
  const [language, setLanguage] = useState<SnippetLanguage>(languages.includes('python') ? 'python' : 'command');
  const [mcpProgram, setMcpProgram] = useState<McpProgramId>('claude');
  const [secret, setSecret] = useState<string | null>(null);
  const name = typedName.trim() || FIRST_NAME;
  const id = agentIdOf(name);
  const { arrived, wasHere } = useArrival(id);
  const room = rooms.find((each) => each.id === roomId) ?? { id: LOBBY_ID, name: LOBBY_ID };
  const [command, setCommand] = useCommandState();
  const code = snippet(language, {
    info: { ...info, command: info.command.length === 0 && command ? command.call : info.command },
    room,
    agent: { id, name },
    mcpProgram,
    key: secret === null ? { kind: 'file', path: info.key_file } : { kind: 'variable', name: KEY_VARIABLE },
  });

  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 className="text-title font-semibold">{strings.agents.connect}</h3>
        <p className="text-body text-ink-2">
          {language === 'mcp'
            ? strings.agents.mcp.lead
            : strings.agents.runThis(<strong className="font-semibold text-ink">#{room.name}</strong>)}
        </p>
      </div>
      <div className="grid grid-cols-2 gap-3">
        <NameField label={strings.agents.itsName} name={typedName} onName={setName} />
        <Field label={strings.agents.room}>
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
      {secret !== null && <ShownKey secret={secret} hint={setAsVariable()} />}
      <Tabs
        label={strings.agents.how}
        tabs={languages.map((each) => ({ id: each, label: strings.agents.languages[each] }))}
        selected={language}
        onSelect={setLanguage}
      >
        {language === 'mcp' && <ChooseMcpProgram id={mcpProgram} onId={setMcpProgram} />}
        <CodeBlock
          code={code}
          label={language === 'prompt' ? strings.agents.prompt : strings.agents.program}
          isProse={language === 'prompt'}
        >
          <RunHint language={language} id={id} mcpProgram={mcpProgram} />
        </CodeBlock>
        {language === 'command' && command && (
          <div className="mt-3">
            <InstallCommand state={command} onInstalled={setCommand} />
          </div>
        )}
      </Tabs>
      <Waiting
        name={name}
        arrived={arrived}
        wasHere={wasHere}
        onGo={() => {
          onClose();
          goTo({ room_id: room.id, seq: null });
          // Once the dialog is gone and has given the focus back: the field takes it.
          if (arrived) setTimeout(() => firstWords.setState({ waiting: { room_id: room.id, to: { id: arrived.id, name: arrived.name } } }));
        }}
      >
        {secret === null && <MakeOwnKey label={name} onMade={setSecret} />}
      </Waiting>
    </div>
  );
}

function ChooseMcpProgram({ id, onId }: { id: McpProgramId; onId: (id: McpProgramId) => void }) {
  const choose = (typed: string): void => {
    const chosen = MCP_PROGRAM_IDS.find((each) => each === typed);
    if (chosen) onId(chosen);
  };
  return (
    <Field label={strings.agents.mcp.program} className="mb-3">
      {(control) => (
        <Select {...control} value={id} onChange={(event) => choose(event.target.value)}>
          {MCP_PROGRAM_IDS.map((each) => (
            <option key={each} value={each}>
              {strings.agents.mcp.names[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function RunHint({ language, id, mcpProgram }: { language: SnippetLanguage; id: string; mcpProgram: McpProgramId }) {
  if (language === 'prompt') return <p className="text-list text-ink-2">{strings.agents.givePrompt}</p>;
  if (language === 'command') return <p className="text-list text-ink-2">{strings.agents.runCommand}</p>;
  if (language === 'mcp') return <McpHint program={mcpProgram} />;
  if (language === 'curl') return <p className="text-list text-ink-2">{strings.agents.runCurl}</p>;
  const { file, command } = runLine(language, id);
  return (
    <p className="text-list text-ink-2">
      {strings.agents.saveAndRun(<Code>{file}</Code>, <Code>{command}</Code>, strings.agents.needs[language])}
    </p>
  );
}

function McpHint({ program }: { program: McpProgramId }) {
  const { takes } = MCP_PROGRAMS[program];
  const said = strings.agents.mcp;
  const file = takes.kind === 'file' && (takes.path === null ? said.add : said.addTo(<Code>{takes.path}</Code>));
  return <p className="text-list text-ink-2">{file || (takes.kind === 'folder' ? said.runInFolder : said.run)}</p>;
}

function Code({ children }: { children: string }) {
  return <code className="font-mono text-code text-ink">{children}</code>;
}

/** Rooms that a new agent can join without help. Into a private one, a member has to add it. */
function useOpenRooms(): Room[] {
  const rooms = useRooms();
  return useMemo(
    () =>
      rooms
        .map(({ room }) => room)
        .filter((room) => room.visibility === 'public' && !room.direct && room.archived_at === null)
        .sort((a, b) => a.name.localeCompare(b.name, locale)),
    [rooms],
  );
}

/** The agents that connect while this is open. */
function useArrival(expectedId: string) {
  const { store } = useApp();
  const [hereBefore] = useState(() => onlineIds(store.getState().snapshot?.presence ?? {}));
  const arrived = useHomeState(({ snapshot }) => snapshot && arrival(snapshot, hereBefore, expectedId));
  return { arrived, wasHere: arrived !== null && hereBefore.has(arrived.id) };
}
