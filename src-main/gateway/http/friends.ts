// The friend API: the page of an invite, and the requests of a person's program.
import type { FRIEND_ENDPOINTS } from '../../../src-shared/endpoints/friends.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { previewInvite } from '../domain/access/commands.ts';
import { programPage } from '../domain/access/program-page.ts';
import { defaultRoom, joinAsProgram } from '../domain/access/programs.ts';
import { has, requirePermission } from '../domain/policy.ts';
import type { HttpDeps } from './app.ts';
import { actorOfRequest, refuseBrowser } from './authenticate.ts';
import type { Endpoints } from './endpoints.ts';
import { clientIdOf, idempotencyKey } from './idempotency.ts';
import { invitePage } from './invite-page.ts';
import { originOfRequest } from './origin.ts';
import { placeOf } from './sessions.ts';

export function friendEndpoints(deps: HttpDeps): Pick<Endpoints, keyof typeof FRIEND_ENDPOINTS> {
  const { core, commands, cookieName, endConnections } = deps;
  return {
    invite_page: ({ c, request: { invite } }) =>
      invitePage(c, encodeURIComponent(invite), (origin) => programPage({ ...previewInvite(core, invite), code: invite, origin })),
    async join_as_program({ c, request }) {
      refuseBrowser(c);
      const { reply, ended } = await joinAsProgram(core, request, placeOf(c));
      for (const session_id of ended) endConnections({ session_id });
      return { reply };
    },
    async chat({ c, actor, request: { text, message, room } }) {
      const waits = message !== undefined && message !== null;
      const content = waits ? message : text;
      if (typeof content !== 'string' || (waits && typeof text === 'string'))
        throw new AppError('invalid_payload', 'text: give either text or message.');
      if (waits && content.trim() === '') throw new AppError('invalid_payload', 'message: write something.');
      const key = idempotencyKey(c.req.header('idempotency-key'));
      const payload = { room_id: room ?? defaultRoom(core, actor), content, client_id: key && clientIdOf(key) };
      const context = { actor, seat: null, origin: originOfRequest(c) };
      const post = (): Promise<Message> => core.executeAdmitted(commands, context, 'send_message', payload);
      if (!waits) return { reply: await post() };
      requirePermission(has(actor, 'read'), 'To read the answer, the key needs the right to read.');
      const { streamAnswer } = await import('./answer-stream.ts');
      return streamAnswer(deps, c, { actor, post, actorNow: () => actorOfRequest(core, cookieName, c) });
    },
  };
}
