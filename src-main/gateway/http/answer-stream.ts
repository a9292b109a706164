// A friend's program that waits for the answer to its message: `text` when it is there, and then `done`. Clients of Tiny Claw's friends
// chat use the same events.
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { AppError } from '../../../src-shared/errors.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Actor } from '../domain/actor.ts';
import type { Place } from '../realtime/tool-host.ts';
import { waitForMessages } from '../realtime/wait-for-messages.ts';
import { Answerers, UNANSWERED } from './answerers.ts';
import type { HttpDeps } from './app.ts';
import type { HttpContext } from './env.ts';
import { EVENT_STREAM_HEADERS } from './event-stream.ts';

export const ANSWER_WAIT_MS = 10 * 60 * 1000;
const HEARTBEAT = ': still here\n\n';
const LATER_MESSAGES_MAX = 100;

interface Asking {
  actor: Actor;
  /** Posts the question. Throws what `send_message` would answer. */
  post(): Promise<Message>;
  /** Throws `unauthorized` when the access has ended meanwhile. */
  actorNow(): Promise<Actor>;
}

/** A message that cannot be posted is refused as usual. After that the response has begun, so a failure is an event. */
export async function streamAnswer(deps: HttpDeps, c: HttpContext, { actor, post, actorNow }: Asking): Promise<Response> {
  const { core, hub, after } = deps;
  hub.requireConnection(actor);
  core.limits.requireAnswer(actor);
  const since: Place = { cursor: core.cursor, epoch: core.epoch };
  const gone = new AbortController();
  const { outgoing } = c.env;
  outgoing.once('close', () => gone.abort());
  if (outgoing.destroyed) gone.abort();
  const answerers = new Answerers({ core, after, onNone: () => gone.abort() });
  try {
    const question = await post();
    answerers.to(question);
    outgoing.writeHead(200, EVENT_STREAM_HEADERS);
    const answer = await answerTo(deps, c, { actor, actorNow, question, since, signal: gone.signal });
    const text = answer ? eventOf({ type: 'text', content: answer.content }) : '';
    core.limits.answered(actor, Buffer.byteLength(text));
    outgoing.write(text);
    const { why } = answerers;
    outgoing.end(eventOf({ type: 'done', ...(!answer && { unanswered: why, note: UNANSWERED[why] }) }));
  } catch (error) {
    if (!outgoing.headersSent) throw error;
    if (!(error instanceof AppError)) deps.log('An answer could not be waited for', error);
    const sentence = error instanceof AppError ? error.message : 'Something went wrong in the server. Try again.';
    outgoing.end(eventOf({ type: 'error', error: sentence }));
  } finally {
    answerers.end();
  }
  return RESPONSE_ALREADY_SENT;
}

function eventOf(data: object): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

interface Waiting extends Pick<Asking, 'actor' | 'actorNow'> {
  question: Message;
  since: Place;
  signal: AbortSignal;
}

/** Null: none came. Throws AppError. */
async function answerTo(
  { core, after, openAgentSession }: HttpDeps,
  c: HttpContext,
  { actor, actorNow, question, since, signal }: Waiting,
): Promise<Message | null> {
  const isAnswer = ({ reply_to, kind, author_id }: Message): boolean =>
    reply_to === question.id && kind === 'chat' && author_id !== actor.participant_id;
  // A question that was asked before with the same key may have been answered meanwhile.
  const { value: later } = await core.archive.messagesAfter(question.room_id, question.seq, LATER_MESSAGES_MAX);
  // Access may have ended meanwhile, before there was a connection to close.
  const reader = await actorNow();
  const earlier = later.find(isAnswer);
  if (earlier) return earlier;
  const { entrance, incoming, outgoing } = c.env;
  const address = entrance.clientAddress(incoming);
  const options = { timeoutMs: ANSWER_WAIT_MS, signal, onStillWaiting: () => void outgoing.write(HEARTBEAT) };
  const { messages, state } = await waitForMessages(
    { openSession: (peer) => openAgentSession(peer, reader), after, address },
    since,
    isAnswer,
    options,
  );
  const [answer = null] = messages;
  if (!answer && state !== 'heard') throw new AppError('shutting_down', 'The wait was interrupted. The message was posted.');
  return answer;
}
