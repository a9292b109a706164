// The data of the diagnostics page, from the app, the connection and the server; and the same as a plain text.
import { isOwner } from '../../../src-shared/permissions.ts';
import { useCallback, useEffect, useState } from 'react';
import * as z from 'zod/mini';
import type { DesktopInfo } from '../../../src-shared/bridge.ts';
import type { Diagnosis } from '../../../src-shared/maintenance.ts';
import { sizeWords } from '../../features/files/file-words.ts';
import { useApp, useCommand, useHomeState, useMe } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import type { FetchFromHome } from '../../sync/home-fetch.ts';

const Health = z.object({ version: z.string() });

export interface FactGroup {
  title: string;
  facts: readonly (readonly [name: string, value: string])[];
}

interface Asked {
  diagnosis: Diagnosis | null;
  /** The home's; null when it did not say. */
  version: string | null;
  desktop: DesktopInfo | null;
  roundTripMs: number | null;
}

const NOTHING: Asked = { diagnosis: null, version: null, desktop: null, roundTripMs: null };

export function useFacts(): { groups: FactGroup[]; log: readonly string[] | null; problem: string | null; refresh: () => void } {
  const { client, bridge } = useApp();
  const command = useCommand();
  const isKeeper = isOwner(useMe());
  const connection = useConnectionFacts();
  const [asked, setAsked] = useState(NOTHING);
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = useCallback(() => {
    const ask = async (): Promise<void> => {
      const desktop = (await bridge?.info()) ?? null;
      const startedAt = performance.now();
      await client.ping();
      const roundTripMs = performance.now() - startedAt;
      const diagnosis = isKeeper ? await command('diagnose', {}) : null;
      setAsked({ desktop, roundTripMs, diagnosis, version: diagnosis?.version ?? (await versionOfHome(fetch)) });
      setProblem(null);
    };
    ask().catch((error: unknown) => setProblem(explain(error)));
  }, [client, bridge, command, isKeeper]);
  useEffect(refresh, [refresh]);
  const { diagnosis } = asked;
  const groups = [versionsOf(asked), connection(asked.roundTripMs), ...(diagnosis ? [homeOf(diagnosis)] : [])];
  return { groups, log: diagnosis?.log ?? null, problem, refresh };
}

/** The version of the server, which is public. */
export async function versionOfHome(fetchFromHome: FetchFromHome): Promise<string | null> {
  try {
    const said = Health.safeParse(await (await fetchFromHome('/health')).json());
    return said.success ? said.data.version : null;
  } catch {
    return null;
  }
}

function versionsOf({ diagnosis, version, desktop }: Asked): FactGroup {
  const said = strings.settings.diagnostics;
  return {
    title: said.versions,
    facts: [
      ...(desktop ? [[said.desktop, `${desktop.version}, ${desktop.platform}`] as const] : []),
      ...(version === null ? [] : [[said.home, version] as const]),
      [said.browser, browserOf(navigator.userAgent)],
      ...(diagnosis
        ? ([
            [said.node, diagnosis.node],
            [said.schema, diagnosis.schema],
            [said.system, diagnosis.system],
          ] as const)
        : []),
    ],
  };
}

function useConnectionFacts(): (roundTripMs: number | null) => FactGroup {
  const state = useHomeState(({ connection }) => connection.state);
  const since = useHomeState(({ liveSince }) => liveSince);
  const connectionCount = useHomeState((all) => all.connectionCount);
  const said = strings.settings.diagnostics;
  return (roundTripMs) => ({
    title: said.connection,
    facts: [
      [said.state, strings.settings.diagnostics.states[state]],
      [said.transport, window.location.protocol === 'https:' ? said.webSocketSecure : said.webSocket],
      [said.roundTrip, roundTripMs === null ? said.measuring : said.milliseconds(numberOf(Math.round(roundTripMs * 10) / 10))],
      ...(since === null ? [] : [[said.since, momentOf(since)] as const]),
      [said.reconnects, said.times(Math.max(0, connectionCount - 1))],
    ],
  });
}

function homeOf(diagnosis: Diagnosis): FactGroup {
  const said = strings.settings.diagnostics;
  return {
    title: said.home,
    facts: [
      [said.running, momentOf(diagnosis.started_at)],
      [said.rooms, numberOf(diagnosis.rooms)],
      [said.messages, numberOf(diagnosis.messages)],
      [said.members, `${said.people(diagnosis.people)}, ${said.agents(diagnosis.agents)}`],
      [said.connections, numberOf(diagnosis.connections)],
      [said.queue, numberOf(diagnosis.queued)],
      [said.memory, sizeWords(diagnosis.memory_bytes)],
    ],
  };
}

/** The text for support. It contains no messages. */
export function reportOf(groups: readonly FactGroup[], log: readonly string[] | null): string {
  const said = strings.settings.diagnostics;
  const parts = groups.map(({ title, facts }) => [title, ...facts.map(([name, value]) => `  ${name}: ${value}`)].join('\n'));
  const lines = log === null ? [] : [[said.log, ...log.map((line) => `  ${line}`)].join('\n')];
  return `${[said.reportTitle, ...parts, ...lines].join('\n\n')}\n`;
}

/** "Electron 25.9.8, Chrome 114.0.5735.289", out of what a browser says of itself. */
export function browserOf(userAgent: string): string {
  const known = [...userAgent.matchAll(/(Electron|Edg|OPR|Firefox|Chrome|Version)\/([\d.]+)/g)].map(([, name = '', version = '']) =>
    name === 'Version' ? `Safari ${version}` : `${name} ${version}`,
  );
  return known.length === 0 ? userAgent : known.reverse().join(', ');
}

function momentOf(time: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(time);
}

function numberOf(value: number): string {
  return new Intl.NumberFormat(locale).format(value);
}
