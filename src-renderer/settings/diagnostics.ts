// What the page of diagnostics shows, gathered from the app, the connection and the home; and the same as a plain text.
import { useCallback, useEffect, useState } from 'react';
import type { DesktopInfo } from '../../src-shared/bridge.ts';
import type { Diagnosis } from '../../src-shared/home-keeping.ts';
import { sizeWords } from '../files/file-words.ts';
import { useApp, useCommand, useHomeState, useMe } from '../state/store.ts';
import { explain } from '../ui/words.ts';
import { locale, words } from '../words/words.ts';

export interface FactGroup {
  title: string;
  facts: readonly (readonly [name: string, value: string])[];
}

interface Asked {
  diagnosis: Diagnosis | null;
  desktop: DesktopInfo | null;
  roundTripMs: number | null;
}

const NOTHING: Asked = { diagnosis: null, desktop: null, roundTripMs: null };

export function useFacts(): { groups: FactGroup[]; log: readonly string[] | null; problem: string | null; refresh: () => void } {
  const { client, bridge } = useApp();
  const command = useCommand();
  const isOwner = useMe().role === 'owner';
  const connection = useConnectionFacts();
  const [asked, setAsked] = useState(NOTHING);
  const [problem, setProblem] = useState<string | null>(null);
  const refresh = useCallback(() => {
    const ask = async (): Promise<void> => {
      const desktop = (await bridge?.info()) ?? null;
      const startedAt = performance.now();
      await client.ping();
      const roundTripMs = performance.now() - startedAt;
      setAsked({ desktop, roundTripMs, diagnosis: isOwner ? await command('diagnose', {}) : null });
      setProblem(null);
    };
    ask().catch((error: unknown) => setProblem(explain(error)));
  }, [client, bridge, command, isOwner]);
  useEffect(refresh, [refresh]);
  const { diagnosis } = asked;
  const groups = [versionsOf(asked), connection(asked.roundTripMs), ...(diagnosis ? [homeOf(diagnosis)] : [])];
  return { groups, log: diagnosis?.log ?? null, problem, refresh };
}

function versionsOf({ diagnosis, desktop }: Asked): FactGroup {
  const { diagnostics } = words.settings;
  return {
    title: diagnostics.versions,
    facts: [
      ...(desktop ? [[diagnostics.desktop, `${desktop.version}, ${desktop.platform}`] as const] : []),
      ...(diagnosis ? [[diagnostics.home, diagnosis.version] as const] : []),
      [diagnostics.browser, browserOf(navigator.userAgent)],
      ...(diagnosis
        ? ([
            [diagnostics.node, diagnosis.node],
            [diagnostics.schema, diagnosis.schema],
            [diagnostics.system, diagnosis.system],
          ] as const)
        : []),
    ],
  };
}

function useConnectionFacts(): (roundTripMs: number | null) => FactGroup {
  const state = useHomeState(({ connection }) => connection.state);
  const since = useHomeState(({ liveSince }) => liveSince);
  const connects = useHomeState((all) => all.connects);
  const { diagnostics } = words.settings;
  return (roundTripMs) => ({
    title: diagnostics.connection,
    facts: [
      [diagnostics.state, diagnostics.states[state]],
      [diagnostics.transport, window.location.protocol === 'https:' ? diagnostics.webSocketSecure : diagnostics.webSocket],
      [
        diagnostics.roundTrip,
        roundTripMs === null ? diagnostics.measuring : diagnostics.milliseconds(numberOf(Math.round(roundTripMs * 10) / 10)),
      ],
      ...(since === null ? [] : [[diagnostics.since, momentOf(since)] as const]),
      [diagnostics.reconnects, diagnostics.times(Math.max(0, connects - 1))],
    ],
  });
}

function homeOf(diagnosis: Diagnosis): FactGroup {
  const { diagnostics } = words.settings;
  return {
    title: diagnostics.home,
    facts: [
      [diagnostics.running, momentOf(diagnosis.started_at)],
      [diagnostics.rooms, numberOf(diagnosis.rooms)],
      [diagnostics.messages, numberOf(diagnosis.messages)],
      [diagnostics.members, `${diagnostics.people(diagnosis.people)}, ${diagnostics.agents(diagnosis.agents)}`],
      [diagnostics.connections, numberOf(diagnosis.connections)],
      [diagnostics.queue, numberOf(diagnosis.queued)],
      [diagnostics.memory, sizeWords(diagnosis.memory_bytes)],
    ],
  };
}

/** What one can send to somebody: nothing that was written is in it. */
export function reportOf(groups: readonly FactGroup[], log: readonly string[] | null): string {
  const { diagnostics } = words.settings;
  const parts = groups.map(({ title, facts }) => [title, ...facts.map(([name, value]) => `  ${name}: ${value}`)].join('\n'));
  const lines = log === null ? [] : [[diagnostics.log, ...log.map((line) => `  ${line}`)].join('\n')];
  return `${[diagnostics.reportTitle, ...parts, ...lines].join('\n\n')}\n`;
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
