import type { McpServer } from '@modelcontextprotocol/server';

export function toolServer(calls?: { name: string; input?: unknown }[], flags?: ReadonlySet<string>): McpServer;
