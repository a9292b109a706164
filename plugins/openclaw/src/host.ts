// The parts of OpenClaw that this plugin uses, in types of our own: OpenClaw is no dependency, and its types move with each release.
// The forms are those of openclaw 2026.9.6.

/** The whole configuration of OpenClaw. The plugin reads and writes `channels.lanai` in it. */
export interface HostConfig {
  channels?: Record<string, unknown> | undefined;
}

export interface Route {
  agentId: string;
  accountId?: string;
  dmScope?: unknown;
  sessionKey: string;
}

export interface InboundEvent {
  channel: string;
  accountId: string;
  messageId: string;
  messageIdFull: string;
  timestamp: number;
  from: string;
  sender: { id: string; name: string; isBot: boolean; displayLabel: string };
  conversation: { kind: ChatKind; id: string; label: string };
  route: { agentId: string; accountId: string; dmScope?: unknown; routeSessionKey: string; dispatchSessionKey: string };
  reply: { to: string; originatingTo: string; replyToId: string };
  message: { body: string; rawBody: string; bodyForAgent: string; commandBody: string; inboundHistory: HistoryEntry[] };
  sessionTranscript: { historyLimit: number; historyKind: 'recent' };
  media: MediaFact[];
  channelIngress: Ingress;
}

export type ChatKind = 'direct' | 'group';

export interface HistoryEntry {
  sender: string;
  body: string;
  timestamp: number;
  messageId: string;
}

export interface MediaFact {
  path: string;
  contentType?: string;
  fileName: string;
  messageId: string;
}

/** The decision who may speak to the agent. It is passed on as it is. */
export interface Ingress {
  ingress: { admission: string };
}

export interface ReplyPayload {
  text?: string | undefined;
  mediaUrl?: string | undefined;
  mediaUrls?: string[] | undefined;
  isReasoning?: boolean | undefined;
}

export interface Turn {
  cfg: HostConfig;
  channel: string;
  accountId: string;
  route: { agentId: string; dmScope?: unknown; sessionKey: string };
  ctxPayload: unknown;
  delivery: {
    deliver(payload: ReplyPayload, info: { kind: string }): Promise<{ visibleReplySent: boolean; messageIds: string[] }>;
    onError(error: unknown): void;
  };
  replyOptions: {
    sourceReplyDeliveryMode: 'automatic';
    disableBlockStreaming: boolean;
    abortSignal: AbortSignal;
    onPartialReply(partial: { text?: string | undefined }): void;
  };
  replyPipeline: object;
}

/** `ctx.channelRuntime` of a channel's account. */
export interface ChannelRuntime {
  text: { hasControlCommand(text: string, cfg: HostConfig): boolean };
  routing: {
    resolveAgentRoute(asked: { cfg: HostConfig; channel: string; accountId: string; peer: { kind: ChatKind; id: string } }): Route;
  };
  media: {
    saveMediaBuffer(
      bytes: Buffer,
      contentType: string | undefined,
      folder: string,
      maxBytes: number,
      name: string,
    ): Promise<{ path: string; contentType?: string }>;
  };
  inbound: {
    ingress: { resolveStable(asked: object): Promise<Ingress> };
    buildContext(event: InboundEvent): unknown;
    dispatch(turn: Turn): Promise<unknown>;
  };
}

export interface AccountStatus {
  accountId: string;
  running?: boolean;
  connected?: boolean;
  lastError?: string | null;
}

export interface AccountContext<Account> {
  cfg: HostConfig;
  accountId: string;
  account: Account;
  abortSignal: AbortSignal;
  log?: { info?(text: string): void; warn?(text: string): void; error?(text: string): void } | undefined;
  getStatus(): AccountStatus;
  setStatus(next: AccountStatus): void;
  channelRuntime?: ChannelRuntime | undefined;
}

/** The parts of OpenClaw's SDK that the plugin imports. */
export interface Sdk {
  /** Reads a file that the agent sends, as far as OpenClaw's rules let that agent. */
  loadMedia(
    url: string,
    options: MediaOptions,
  ): Promise<{ buffer: Uint8Array; fileName?: string | undefined; contentType?: string | undefined }>;
  /** The folders whose files an agent may send. */
  mediaRootsOf(cfg: HostConfig, agentId: string): Promise<readonly string[]>;
  /** OpenClaw's folder for what programs keep. */
  stateFolder(): string;
}

export interface MediaOptions {
  maxBytes: number;
  mediaLocalRoots?: readonly string[];
  mediaAccess?: unknown;
  mediaReadFile?: unknown;
}
