// The messages between the gateway's process and its parent, over utilityProcess or child_process.
import * as z from 'zod/mini';
import gatewayStart from './gateway-start.json' with { type: 'json' };

/** The `ready` line of `--json`, and the ready message to the desktop. */
export const Ready = z.object({
  event: z.literal('ready'),
  version: z.string(),
  url: z.string(),
  ws: z.string(),
  /** host:port, or null when off. */
  tcp: z.nullable(z.string()),
  socket: z.nullable(z.string()),
  dataDir: z.string(),
  keyFile: z.string(),
  /** Opens the app as the owner, once. */
  ownerUrl: z.string(),
  /** The address for clients of Agent Messenger. Left out: it is off. */
  agentMessenger: z.optional(z.string()),
});
export type Ready = z.infer<typeof Ready>;

/** A program that runs in a terminal window of the desktop. Only the gateway makes one. */
export const TerminalCommand = z.object({
  /** As the user would type it. */
  title: z.string(),
  file: z.string(),
  args: z.array(z.string()),
  folder: z.string(),
  env: z.record(z.string(), z.string()),
  /** Its exit code 0 means that the user has signed in. */
  proves: z.boolean(),
});
export type TerminalCommand = z.infer<typeof TerminalCommand>;

export const FromGateway = z.discriminatedUnion('event', [
  Ready,
  /** The home ends and starts again within its process; `ready` follows. Meanwhile other programs can take its ports. */
  z.object({ event: z.literal('restarting') }),
  z.object({ event: z.literal('failed'), code: z.string(), message: z.string() }),
  z.object({ event: z.literal('owner-token'), request: z.number(), token: z.string() }),
  z.object({ event: z.literal('here'), request: z.number() }),
  /** Null: the ticket is unknown, used or too old. */
  z.object({ event: z.literal('sign-in'), request: z.number(), command: z.nullable(TerminalCommand) }),
]);
export type FromGateway = z.infer<typeof FromGateway>;

export const ToGateway = z.discriminatedUnion('event', [
  z.object({ event: z.literal('stop') }),
  /** The first message to a gateway that is started with `--keychain`. In base64. */
  z.object({ event: z.literal('keychain-secret'), secret: z.string() }),
  z.object({ event: z.literal('owner-token'), request: z.number() }),
  /** It still runs, and so it has its ports: the answer is `here`. */
  z.object({ event: z.literal('here'), request: z.number() }),
  /** Of `prepare_sign_in`. */
  z.object({ event: z.literal('sign-in'), request: z.number(), ticket: z.string() }),
]);
export type ToGateway = z.infer<typeof ToGateway>;

/** How a gateway is started. Its program reads these from its arguments, and `LANAI_HOME` for the data folder. */
export const GATEWAY_DEFAULTS = {
  host: '127.0.0.1',
  port: 4510,
  tcpPort: 4511,
} as const;

/**
 * Options for a Node that runs the gateway: a young generation that suits many quiet connections. With Node's default, a thousand
 * of them leave half as much again in the process's memory.
 */
export const GATEWAY_NODE_FLAGS: readonly string[] = gatewayStart.nodeFlags;

/**
 * Environment of that Node, for glibc's allocator; others ignore it. Its threads share one arena: each thread's own would keep megabytes
 * that a quiet server freed. A fixed threshold returns freed memory sooner; glibc's own grows with the largest buffer that was freed.
 * The user's own values come first.
 */
export function gatewayEnvironment(environment: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  return { ...gatewayStart.environment, ...environment };
}
