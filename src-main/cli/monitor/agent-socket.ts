// A socket for the shared client of a home that comes in as an agent: registers first, then is one like the app's.
import { AppError } from '../../../src-shared/errors.ts';
import type { ClientSocket, SocketListener } from '../../../src-shared/client/socket.ts';
import { PROTOCOL_VERSION } from '../../../src-shared/limits.ts';
import type { Identity, Target } from '../home-options.ts';
import { credentialFor } from '../key-proof.ts';
import { mayPass } from '../link.ts';
import { Frame } from '../protocol.ts';
import { asError, Questions } from '../questions.ts';
import { openTransport, type Transport } from '../transport.ts';

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
    const questions = new Questions();
    let transport: Transport | null = null;
    let isClosed = false;
    let isRegistered = false;

    const ask = (type: string, payload: object): Promise<unknown> =>
      questions.ask((id) => transport?.send(JSON.stringify({ id, type, payload })));
    const register = async (key: string, how: object): Promise<void> => {
      const credential = await credentialFor(key, transport?.at ?? null, (challenge) => ask('challenge', challenge));
      const { id, name } = identity;
      await ask('register', { ...credential, name, agent_id: id, protocol_version: PROTOCOL_VERSION, ...how });
    };
    const enter = async (key: string): Promise<void> => {
      try {
        await register(key, {});
      } catch (error) {
        const isTaken = error instanceof AppError && error.code === 'agent_id_taken';
        if (!isTaken || wasPushedOut) throw error;
        await register(key, { reconnect: true });
      }
    };

    const onText = (text: string): void => {
      if (isRegistered) {
        if (text.includes('"closing"') && codeOfClosing(text) === 'agent_id_taken') wasPushedOut = true;
        listener.onText(text);
        return;
      }
      const { data: frame } = Frame.safeParse(JSON.parse(text));
      if (typeof frame?.reply_to === 'string') questions.answer(frame.reply_to, frame.type, frame.payload);
      else if (frame?.type === 'error') questions.refuse(asError(frame.payload));
    };
    const onClose = (): void => {
      questions.lose();
      listener.onClose();
    };

    const open = async (): Promise<void> => {
      const { addresses, key } = target();
      transport = await openTransport(addresses, { onText, onClose });
      if (isClosed) return transport.close();
      await enter(key);
      isRegistered = true;
      wasEverOpen = true;
      wasPushedOut = false;
      listener.onOpen();
    };

    open().catch((error: unknown) => {
      const isHopeless = !mayPass(error) || (transport === null && !wasEverOpen);
      if (isHopeless) onHopeless(error);
      if (transport === null) listener.onClose();
      else transport.close();
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
