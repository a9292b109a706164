// MCP over HTTP: the key is checked and the body is read as for every other request, and a tool acts with the rights of the key.
import type { MCP_ENDPOINTS } from '../../../src-shared/endpoints/mcp.ts';
import type { ToolCaller, WaitingHost } from '../realtime/tool-host.ts';
import { waitForApproval } from '../realtime/wait-for-approval.ts';
import { waitForMessages } from '../realtime/wait-for-messages.ts';
import type { Actor } from '../domain/actor.ts';
import { bodyOf } from './api-routes.ts';
import type { HttpDeps } from './app.ts';
import { actorOfRequest } from './authenticate.ts';
import type { Endpoints } from './endpoints.ts';
import type { HttpContext } from './env.ts';
import { originOfRequest } from './origin.ts';

/** Answers a JSON-RPC request, with its parsed body. */
export type AnswerMcp = (request: Request, body: unknown, caller: ToolCaller) => Promise<Response>;

export function mcpEndpoints(deps: HttpDeps): Pick<Endpoints, keyof typeof MCP_ENDPOINTS> {
  const { core, answerMcp } = deps;
  return {
    async mcp({ c, actor }) {
      const { json } = await bodyOf(deps, actor, c);
      const name = core.directory.participant(actor.participant_id)?.name ?? '';
      return answerMcp(c.req.raw, json, { actor, name, host: hostOf(deps, c, actor) });
    },
  };
}

function hostOf(
  { core, commands, hub, fileReader, cookieName, openAgentSession, after }: HttpDeps,
  c: HttpContext,
  { participant_id }: Actor,
): WaitingHost {
  /** Its access may have ended, or changed, since the last command. */
  const actorNow = (): Promise<Actor> => actorOfRequest(core, cookieName, c);
  return {
    me: participant_id,
    now: core.now,
    place: () => ({ cursor: core.cursor, epoch: core.epoch }),
    async ask(command, payload) {
      const asker = await actorNow();
      return core.inTurn(asker, command, async () => {
        const actor = await actorNow();
        const reply = await core.execute(commands, { actor, seat: null, origin: originOfRequest(c) }, command, payload);
        core.limits.answered(actor, JSON.stringify(reply).length);
        return reply;
      });
    },
    async readFile(fileId, options) {
      const asker = await actorNow();
      core.limits.requireAnswer(asker);
      const content = await fileReader.read(asker, fileId, { ...options, signal: c.req.raw.signal });
      core.limits.answered(asker, content.kind === 'image' ? content.image.bytes.length : content.text.length);
      return content;
    },
    async wrote(roomId, messageId) {
      const { value: message } = await core.archive.message(roomId, messageId);
      return message?.author_id === participant_id;
    },
    async approvalEnd(id, options) {
      hub.requireConnection(await actorNow());
      await waitForApproval({ core, after }, id, options);
    },
    async messagesAfter(since, passes, options) {
      const actor = await actorNow();
      hub.requireConnection(actor);
      core.limits.requireAnswer(actor);
      // The session would answer with a snapshot of the home.
      const { value: changes } = await core.archive.changesSince(since);
      if (!changes) return { messages: [], state: 'missed', place: since };
      const { entrance, incoming } = c.env;
      const address = entrance.clientAddress(incoming);
      return waitForMessages({ openSession: (peer) => openAgentSession(peer, actor), after, address }, since, passes, options);
    },
  };
}
