// The part of OpenClaw that the plugin uses: it routes, lets in whom the list names, and runs a turn that the test writes.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { accountOf, withSettings, type Settings } from '../account.ts';
import { startAccount } from '../gateway.ts';
import type { AccountStatus, ChannelRuntime, InboundEvent, Sdk, Turn } from '../host.ts';

export interface FakeTurn {
  event: InboundEvent;
  signal: AbortSignal;
  show(text: string): void;
  /** Posts a final reply. */
  reply(text: string, media?: string[]): Promise<{ visibleReplySent: boolean; messageIds: string[] }>;
}

export interface FakeOpenClaw {
  readonly turns: InboundEvent[];
  readonly status: AccountStatus;
  readonly logged: string[];
  /** As a restart of the gateway does. */
  stop(): Promise<void>;
}

export interface FakeOptions {
  settings: Settings;
  turn(turn: FakeTurn): Promise<void>;
  folder?: string;
  /** The files that the agent can send, by their path. */
  files?: Record<string, Uint8Array>;
}

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'lanai-openclaw-'));

export function startFakeOpenClaw({ settings, turn, folder = newFolder(), files = {} }: FakeOptions): FakeOpenClaw {
  const over = new AbortController();
  const turns: InboundEvent[] = [];
  const logged: string[] = [];
  let status: AccountStatus = { accountId: 'default' };
  const cfg = withSettings({}, 'default', settings);
  const sdk: Sdk = {
    loadMedia: async (url) => {
      const buffer = await Promise.resolve(files[url]);
      if (!buffer) throw new Error(`${url} is outside the folders that may be sent.`);
      return { buffer, fileName: path.basename(url), contentType: 'text/plain' };
    },
    mediaRootsOf: () => Promise.resolve([]),
    stateFolder: () => folder,
  };
  const log = (text: string): void => void logged.push(text);
  const runtime = fakeRuntime(turns, turn);
  const running = startAccount(
    {
      ...{ cfg, accountId: 'default', account: accountOf(cfg), abortSignal: over.signal, channelRuntime: runtime },
      log: { info: log, warn: log, error: log },
      getStatus: () => status,
      setStatus: (next) => void (status = next),
    },
    sdk,
  );
  return {
    turns,
    logged,
    get status() {
      return status;
    },
    async stop() {
      over.abort();
      await running;
    },
  };
}

function fakeRuntime(turns: InboundEvent[], run: FakeOptions['turn']): ChannelRuntime {
  return {
    text: { hasControlCommand: (text) => text.startsWith('/') },
    routing: {
      resolveAgentRoute: ({ accountId, peer }) => ({ agentId: 'main', accountId, sessionKey: `agent:main:lanai:${peer.kind}:${peer.id}` }),
    },
    media: {
      saveMediaBuffer: (bytes, contentType, _folder, _max, name) =>
        Promise.resolve({ path: `/media/${name}/${bytes.toString('utf8')}`, ...(contentType !== undefined && { contentType }) }),
    },
    inbound: {
      ingress: { resolveStable: (asked) => Promise.resolve({ ingress: { admission: isListed(asked) ? 'dispatch' : 'drop' } }) },
      buildContext: (event) => event,
      dispatch: async ({ ctxPayload, delivery, replyOptions }: Turn) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- buildContext above made it
        const event = ctxPayload as InboundEvent;
        turns.push(event);
        await run({
          event,
          signal: replyOptions.abortSignal,
          show: (text) => replyOptions.onPartialReply({ text }),
          reply: (text, mediaUrls) => delivery.deliver({ text, mediaUrls }, { kind: 'final' }),
        });
      },
    },
  };
}

function isListed(asked: object): boolean {
  const { subject, allowFrom } = { subject: { stableId: '' }, allowFrom: [] as string[], ...asked };
  return allowFrom.includes('*') || allowFrom.includes(subject.stableId);
}
