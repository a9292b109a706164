// Clients of Agent Messenger for tests: forms and JSON over HTTP, and sockets of each dialect.
import { WebSocket } from 'ws';
import { startTestHome, type TestHome } from './home.ts';
import type { AgentMessengerOptions, GatewayOptions } from '../options.ts';

const WAIT_MS = 10_000;

export type Json = Record<string, unknown>;

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** The body as an object. */
  body: Json;
  list: Json[];
}

export interface MessengerHome {
  home: TestHome;
  url: string;
  /** A request with a form, as most clients send. */
  call(route: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Answered>;
  json(route: string, body: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** Registers with a new invite, and logs in. */
  user(username: string, invite?: object): Promise<User>;
  agent(id: string, query?: Record<string, string>): Promise<Socket>;
  socket(path: string, query: Record<string, string>, protocols?: string[], headers?: Record<string, string>): Promise<Socket>;
  close(): Promise<void>;
}

export interface User {
  id: string;
  username: string;
  password: string;
  token: string;
  headers: Record<string, string>;
  /** `v1` offered: the envelope. None: the flat dialect. */
  connect(protocols?: string[], query?: Record<string, string>): Promise<Socket>;
  /** The conversation with an agent. */
  conversation(agentId: string): Promise<string>;
}

export interface Socket {
  readonly frames: readonly Json[];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly protocol: string;
  /** The pings of the server so far. Each is answered. */
  readonly pings: number;
  send(frame: unknown): void;
  raw(text: string | Buffer): void;
  /** The first frame of this type that fits, among those that came and those that will. */
  next(type: string, fits?: (fields: Json) => boolean): Promise<Json>;
  /** Without reading what comes. */
  pause(): void;
  close(): void;
}

export const OPTIONS: AgentMessengerOptions = {
  port: 0,
  agent: undefined,
  jwt: undefined,
  admin: undefined,
  origins: [],
  attemptsPerMinute: 1_000,
};

export async function startMessenger(
  options: Partial<GatewayOptions> = {},
  messenger: Partial<AgentMessengerOptions> = {},
): Promise<MessengerHome> {
  const home = await startTestHome({ ...options, agentMessenger: { ...OPTIONS, ...messenger } });
  const url = home.gateway.ready.agentMessenger ?? '';
  const sockets: Socket[] = [];
  const call: MessengerHome['call'] = async (route, fields = {}, headers = {}) => {
    const [method = 'GET', path = '/'] = route.split(' ');
    const form = new URLSearchParams(fields);
    const isInAddress = method === 'GET' || method === 'DELETE' || method === 'HEAD';
    const address = `${url}${path}${isInAddress && form.size > 0 ? `?${form.toString()}` : ''}`;
    return read(await fetch(address, { method, headers, ...(!isInAddress && { body: form }) }));
  };
  const socket: MessengerHome['socket'] = async (path, query, protocols = [], headers = {}) => {
    const made = await connectSocket(`${url.replace('http', 'ws')}${path}?${new URLSearchParams(query).toString()}`, protocols, headers);
    sockets.push(made);
    return made;
  };
  return {
    ...{ home, url, call, socket },
    async json(route, body, headers = {}) {
      const [method = 'POST', path = '/'] = route.split(' ');
      const sent = { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
      return read(await fetch(`${url}${path}`, sent));
    },
    async user(username, invite = {}) {
      const made = await home.owner.post('/api/invites', { name: username, ...invite });
      const password = `${String(made.field('code'))} correct horse`;
      const registered = await call('POST /auth/user', { username, password });
      if (registered.status !== 200) throw new Error(registered.text);
      const { body } = await call('POST /auth/login', { username, password });
      const [token, id] = [String(body.token), String(body.user_id)];
      const headers = { authorization: `Bearer ${token}` };
      return {
        ...{ id, username, password, token, headers },
        connect: (protocols = ['v1'], query = {}) => socket('/client/connect', { token, ...query }, protocols),
        async conversation(agent_id) {
          const answered = await call('POST /conversations/create', { agent_id }, headers);
          if (answered.status !== 200) throw new Error(answered.text);
          return String(answered.body.conversation_id);
        },
      };
    },
    agent: (agent_id, query = {}) => socket('/agent/connect', { agent_id, agent_secret: home.key, ...query }, ['v1']),
    async close() {
      for (const each of sockets) each.close();
      await home.close();
    },
  };
}

async function read(response: Response): Promise<Answered> {
  const text = await response.text();
  const value: unknown = (response.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : null;
  const list = Array.isArray(value) ? value.filter(isObject) : [];
  return { status: response.status, headers: response.headers, text, body: isObject(value) ? value : {}, list };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function dataOf(frame: Json): Json {
  return isObject(frame.data) ? frame.data : {};
}

/** Rejects with the status and the body when the upgrade is refused. */
export function connectSocket(url: string, protocols: string[], headers: Record<string, string>): Promise<Socket> {
  const webSocket = new WebSocket(url, protocols, { headers });
  const frames: Json[] = [];
  const waiting = new Set<() => void>();
  let pings = 0;
  webSocket.on('ping', () => (pings += 1));
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  webSocket.on('message', (data: Buffer) => {
    const value: unknown = JSON.parse(data.toString('utf8'));
    if (isObject(value)) frames.push(value);
    for (const look of [...waiting]) look();
  });
  webSocket.on('close', (code, reason) => closed.resolve({ code, reason: reason.toString('utf8') }));
  const socket: Socket = {
    frames,
    closed: closed.promise,
    get protocol() {
      return webSocket.protocol;
    },
    get pings() {
      return pings;
    },
    send: (frame) => webSocket.send(JSON.stringify(frame)),
    raw: (text) => webSocket.send(text),
    next(type, fits = () => true) {
      const found = Promise.withResolvers<Json>();
      const timer = setTimeout(
        () => found.reject(new Error(`No ${type} among ${frames.map((each) => JSON.stringify(each).slice(0, 300)).join('\n')}`)),
        WAIT_MS,
      );
      const look = (): void => {
        const frame = frames.find((each) => each.type === type && fits('data' in each ? dataOf(each) : each));
        if (frame) found.resolve(frame);
      };
      waiting.add(look);
      look();
      return found.promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(look);
      });
    },
    pause: () => webSocket.pause(),
    close: () => webSocket.terminate(),
  };
  return new Promise((resolve, reject) => {
    webSocket.once('open', () => resolve(socket));
    webSocket.once('error', reject);
    webSocket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      response.on('end', () => reject(new Error(`${response.statusCode} ${body}`)));
    });
  });
}
