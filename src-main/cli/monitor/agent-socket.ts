// A socket for the shared client of a home that comes in as an agent: registers first, then is one like the app's.
import type { AppError } from '../../../src-shared/errors.ts';
import type { ClientSocket, SocketListener } from '../../../src-shared/home-client.ts';
import { PROTOCOL_VERSION } from '../../../src-shared/limits.ts';
import type { Identity, Target } from '../home-options.ts';
import { mayPass } from '../link.ts';
import { Frame } from '../protocol.ts';
import { asError } from '../questions.ts';
import { openTransport, type Transport } from '../transport.ts';

const REGISTER_ID = 'register';

export interface AgentSocketOptions {
  target(): Target;
  identity: Identity;
  /** There is no use in trying on. */
  onHopeless(error: unknown): void;
}

/** Newest wins: one that was pushed out by another program of the same agent waits until that is gone. */
export function agentSockets({ target, identity, onHopeless }: AgentSocketOptions): (listener: SocketListener) => ClientSocket {
  let wasEverOpen = false;
  let wasPushedOut = false;

  return (listener) => {
    let transport: Transport | null = null;
    let isClosed = false;
    let isRegistered = false;
    let isTaking = false;

    const register = (key: string): void => {
      const { id, name } = identity;
      const payload = { key, name, agent_id: id, protocol_version: PROTOCOL_VERSION, ...(isTaking ? { reconnect: true } : {}) };
      transport?.send(JSON.stringify({ id: REGISTER_ID, type: 'register', payload }));
    };

    const refused = (error: AppError, key: string): void => {
      if (error.code === 'agent_id_taken' && !isTaking && !wasPushedOut) {
        isTaking = true;
        register(key);
        return;
      }
      if (!mayPass(error)) onHopeless(error);
      transport?.close();
    };

    const onText = (text: string, key: string): void => {
      if (isRegistered) {
        if (text.includes('"closing"') && codeOfClosing(text) === 'agent_id_taken') wasPushedOut = true;
        listener.onText(text);
        return;
      }
      const { data: frame } = Frame.safeParse(JSON.parse(text));
      if (frame?.reply_to !== REGISTER_ID) return;
      if (frame.type === 'error') return refused(asError(frame.payload), key);
      isRegistered = true;
      wasEverOpen = true;
      wasPushedOut = false;
      listener.onOpen();
    };

    const open = async (): Promise<void> => {
      const { addresses, key } = target();
      const opened = await openTransport(addresses, { onText: (text) => onText(text, key), onClose: () => listener.onClose() });
      transport = opened;
      if (isClosed) opened.close();
      else register(key);
    };

    open().catch((error: unknown) => {
      if (!wasEverOpen || !mayPass(error)) onHopeless(error);
      listener.onClose();
    });
    return {
      send: (text) => transport?.send(text),
      close() {
        isClosed = true;
        transport?.close();
      },
    };
  };
}

function codeOfClosing(text: string): string | null {
  const { data: frame } = Frame.safeParse(JSON.parse(text));
  return frame?.type === 'closing' ? asError(frame.payload).code : null;
}
