// The numbers of /health and /metrics, by the names that dashboards and alerts of Agent Messenger use.
import type { Core } from '../../domain/core.ts';
import { timeText } from './conversation.ts';
import { HEARTBEAT } from './socket.ts';

export interface Counters {
  messages_in: number;
  messages_out: number;
  connections: number;
  errors: number;
}

export interface OpenSockets {
  agents: number;
  users: number;
  sockets: number;
}

export interface HealthDeps {
  core: Core;
  version: string;
  startedAt: number;
  counters: Counters;
  sockets(): OpenSockets;
  rateLimited(): number;
}

const MB = 1024 * 1024;

export function healthOf(deps: HealthDeps): Record<string, unknown> {
  const { core, version, startedAt, counters, sockets, rateLimited } = deps;
  const { agents, users, sockets: open } = sockets();
  const { heapUsed, rss } = process.memoryUsage();
  return {
    ...{ status: 'ok', version, db: 'ok', tracing_enabled: false },
    uptime_seconds: Math.floor((core.now() - startedAt) / 1_000),
    start_time: timeText(startedAt),
    ...{ messages_in: counters.messages_in, messages_out: counters.messages_out, connections_total: counters.connections },
    ...{ agents_connected: agents, clients_connected: users, client_conns_total: open },
    ...{ errors_total: counters.errors, rate_limited: rateLimited() },
    goroutines: 0,
    memory_alloc_mb: round(heapUsed / MB),
    memory_sys_mb: round(rss / MB),
    offline_queue_depth: 0,
    agent_heartbeat: { enabled: true, ...HEARTBEAT, stale_agents: 0 },
  };
}

const PREFIX = 'agent_messenger_';

/** Prometheus' text format. */
export function metricsOf({ core, startedAt, counters, sockets, rateLimited }: HealthDeps): string {
  const { agents, users, sockets: open } = sockets();
  const { heapUsed, rss } = process.memoryUsage();
  const lines: string[] = [];
  const add = (type: 'counter' | 'gauge', name: string, value: number, help: string): void =>
    void lines.push(`# HELP ${PREFIX}${name} ${help}`, `# TYPE ${PREFIX}${name} ${type}`, `${PREFIX}${name} ${value}`);
  add('counter', 'messages_in_total', counters.messages_in, 'Frames from clients.');
  add('counter', 'messages_out_total', counters.messages_out, 'Frames to clients.');
  add('counter', 'connections_total', counters.connections, 'Sockets that were opened.');
  add('counter', 'errors_total', counters.errors, 'Error frames.');
  add('counter', 'rate_limited_total', rateLimited(), 'Requests over a limit.');
  add('gauge', 'agents_connected', agents, 'Agents with a socket.');
  add('gauge', 'clients_connected', users, 'Users with a socket.');
  add('gauge', 'client_conns_total', open, 'Open sockets of users.');
  add('gauge', 'uptime_seconds', Math.floor((core.now() - startedAt) / 1_000), 'Since the start.');
  add('gauge', 'version', 1, 'Always 1.');
  add('gauge', 'goroutines', 0, 'Always 0: the server is no Go program.');
  add('gauge', 'memory_alloc_bytes', heapUsed, 'The heap in use.');
  add('gauge', 'memory_sys_bytes', rss, 'The resident memory.');
  add('gauge', 'offline_queue_depth', 0, 'Always 0: messages are stored in their conversations.');
  add('gauge', 'agent_heartbeat_enabled', 1, 'Always 1.');
  add('gauge', 'stale_agents', 0, 'Always 0: a silent connection is closed.');
  return `${lines.join('\n')}\n`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
