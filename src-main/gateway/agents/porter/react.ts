// Porter's reaction to a message: an errand, an answer to its question, or words. It acts on the asker's own words only, with the
// asker's rights, and never on the word of anyone but the owner and admins.
import { AppError } from '../../../../src-shared/errors.ts';
import type { CommandName, Reply, RequestInput } from '../../../../src-shared/commands/index.ts';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { EVERY_RIGHT } from '../../domain/actor.ts';
import { originOf } from '../../domain/audit/draft.ts';
import type { Commands, Core } from '../../domain/core.ts';
import { canSeeParticipant, mayAdminister } from '../../domain/policy.ts';
import { accessList } from './access-list.ts';
import * as access from './access.ts';
import { AskedBack, say, type Deed, type Desk, type Outcome, type Words } from './desk.ts';
import type { Errand } from './errand.ts';
import { errandOf } from './errands.ts';
import { ownWords } from './own-words.ts';
import { replyOf } from './replies.ts';
import type { Questions, Wants } from './questions.ts';
import { listEntrances, share, stopSharing, type Opening } from './sharing.ts';
import * as words from './words.ts';

export interface ReactOptions {
  core: Core;
  commands: Commands;
  questions: Questions;
  opening: Opening;
}

/** `isPrivate`: only the author of the message may read the answer. `wants`: what the asker may answer to it. */
export interface Reaction {
  answer: Words;
  isPrivate: boolean;
  wants?: Wants;
}

const MENTION = /@porter\b/i;
const MENTIONS = /@porter\b[\s,:]*/gi;

/** Null: it is no message to Porter. */
export async function react({ core, commands, questions, opening }: ReactOptions, message: Message): Promise<Reaction | null> {
  const wants = questions.take(message);
  const { text, hasOthers } = ownWords(message);
  const isDirect = core.directory.room(message.room_id)?.room.direct ?? false;
  // In a room, Porter is called by name. A name within a quote does not count.
  if (hasOthers && !isDirect && !MENTION.test(text)) return null;
  if (text.replace(MENTIONS, '').trim() === '' && hasOthers) return { answer: words.onlyOwnWords(), isPrivate: false };
  const actor = { participant_id: message.author_id, grant: EVERY_RIGHT };
  const author = core.directory.participant(message.author_id);
  const ask = <C extends CommandName>(name: C, request: RequestInput<C>): Promise<Reply<C>> =>
    core.execute(commands, { actor, seat: null, origin: originOf('porter', undefined) }, name, request);
  const desk: Desk = {
    core,
    ask,
    actor,
    isAdmin: mayAdminister(core.directory, actor),
    roomId: message.room_id,
    timeZone: author?.kind === 'person' ? author.time_zone : null,
  };
  const reply = replyOf(text);
  if (reply && desk.isAdmin) {
    if (!wants) return { answer: words.noQuestion(), isPrivate: false };
    if (reply.kind === 'no') return { answer: words.leftAsItIs(), isPrivate: true };
    if (wants.kind === 'confirm') {
      if (reply.kind !== 'yes') return { answer: words.noQuestion(), isPrivate: false };
      return reactTo(desk, opening, wants.errand, wants.sameAs);
    }
    const chosen = reply.kind === 'choice' ? wants.options[reply.number - 1] : undefined;
    return chosen ? reactTo(desk, opening, chosen.errand, null) : { answer: words.noSuchChoice(), isPrivate: true };
  }
  const errand = errandOf(text);
  // A message that is passed on is never cut.
  const isCut = errand.do === 'nudge' && (hasOthers || message.attachments.length > 0);
  if (isCut && desk.isAdmin) return { answer: words.onlyWhole(), isPrivate: true };
  return reactTo(desk, opening, errand, null);
}

/** `confirmed`: the errand to which the asker said yes, as it was then. */
async function reactTo(desk: Desk, opening: Opening, errand: Errand, confirmed: string | null): Promise<Reaction> {
  if (needsAdmin(errand) && !desk.isAdmin)
    return { answer: words.refusal(desk.core.directory.owner?.name ?? 'the owner'), isPrivate: false };
  const isPrivate = isForAskerOnly(errand);
  try {
    const outcome = await outcomeOf(desk, opening, errand);
    if (outcome.kind === 'confirm') {
      const sameAs = JSON.stringify([outcome.question, outcome.deed.steps]);
      if (confirmed === sameAs) return { answer: await done(desk, outcome.deed), isPrivate };
      const answer = words.toConfirm(outcome.question, confirmed !== null);
      return { answer, isPrivate, wants: { kind: 'confirm', errand, sameAs } };
    }
    // It was confirmed, and comes to something that needs no yes any more: it is another thing.
    if (confirmed !== null && outcome.kind === 'do') return { answer: words.noQuestion(), isPrivate };
    if (outcome.kind === 'choose')
      return { answer: words.toChoose(outcome.question, outcome.options), isPrivate, wants: { kind: 'choose', options: outcome.options } };
    return { answer: outcome.kind === 'say' ? outcome.words : await done(desk, outcome.deed), isPrivate };
  } catch (error) {
    if (error instanceof AskedBack) return { answer: { text: error.text }, isPrivate };
    if (!(error instanceof AppError)) throw error;
    // A refusal can reveal as much as an answer, such as the name of a private room.
    return { answer: words.failed(error), isPrivate: needsAdmin(errand) };
  }
}

async function done({ ask }: Desk, { steps, done: answer }: Deed): Promise<Words> {
  for (const step of steps) await ask(step.name, step.request);
  return answer();
}

async function outcomeOf(desk: Desk, opening: Opening, errand: Errand): Promise<Outcome> {
  const { ask, isAdmin } = desk;
  switch (errand.do) {
    case 'greet':
      return say(words.greeting(isAdmin));
    case 'help':
      return say(words.help(isAdmin));
    case 'thanks':
      return say(words.thanked());
    case 'list_present':
      return say(words.present(presentTo(desk)));
    case 'make_room':
      return say(words.madeRoom(await ask('create_room', { name: errand.name, public: !errand.isPrivate })));
    case 'invite':
      return access.invite(desk, errand);
    case 'reinvite':
      return access.reinvite(desk, errand);
    case 'revoke':
      return access.revoke(desk, errand);
    case 'extend':
      return access.extend(desk, errand);
    case 'change':
      return access.change(desk, errand);
    case 'nudge':
      return access.nudge(desk, errand);
    case 'list_access':
      return say(await accessList(desk));
    case 'list_entrances':
      return listEntrances(desk);
    case 'share':
      return share(desk, errand.place, opening);
    case 'stop_sharing':
      return stopSharing(desk, errand.place);
    case 'connect_agent':
      return say(words.connectAgent());
    case 'ask_back':
      return say(words.askBack(errand.about));
    case 'unknown':
      return say(words.notUnderstood(isAdmin));
  }
}

/** Answers about access and sharing are for the owner and admins. */
function isForAskerOnly(errand: Errand): boolean {
  switch (errand.do) {
    case 'invite':
    case 'reinvite':
    case 'revoke':
    case 'extend':
    case 'change':
    case 'nudge':
    case 'list_access':
    case 'list_entrances':
    case 'share':
    case 'stop_sharing':
      return true;
    case 'make_room':
      return errand.isPrivate;
    default:
      return false;
  }
}

function needsAdmin(errand: Errand): boolean {
  return isForAskerOnly(errand) || errand.do === 'make_room' || errand.do === 'connect_agent' || errand.do === 'ask_back';
}

/** The participants who are online: members of the room; in a direct room with Porter, all that the asker can see. */
function presentTo({ core, actor, roomId }: Desk): Participant[] {
  const room = core.directory.room(roomId);
  const isHere = ({ id }: Participant): boolean =>
    core.presence.isOnline(id) && (room?.room.direct ? canSeeParticipant(core.directory, actor, id) : (room?.members.has(id) ?? false));
  return [...core.directory.participants()].filter(isHere);
}
