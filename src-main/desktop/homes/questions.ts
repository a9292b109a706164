// The desktop's questions about other homes. They are native dialogs: no page can draw or answer them.
import { inviteAddress } from '../../../src-shared/invite-link.ts';
import { isolated } from '../../../src-shared/isolate.ts';
import { ANSWER_CHARS_MAX, type Question } from '../../../src-shared/shell-bridge.ts';
import { HOMES_MAX, NAME_CHARS_MAX, type HomeRow } from './home-list.ts';
import { cleanName } from './home-words.ts';
import type { Answer } from './page-questions.ts';

export interface Confirmation {
  message: string;
  detail: string;
  /** The button that says yes. */
  confirm: string;
}

export interface HomeQuestions {
  /** Null: another question is open. */
  confirm(question: Confirmation): Promise<Answer>;
  say(words: Omit<Confirmation, 'confirm'>): Promise<void>;
  /** `refusal`: why a text is not taken, or null. Null when the user cancels. */
  askText(question: Question, refusal: (text: string) => string | null): Promise<string | null>;
}

const JOIN_QUESTION: Question = {
  title: 'Join a home',
  lead: 'Paste the invite link that a friend sent you. The home opens beside your own, with a sign-in of its own.',
  label: 'Invite link',
  value: '',
  chars_max: ANSWER_CHARS_MAX,
  confirm: 'Continue',
  cancel: 'Cancel',
};

export function askLink({ askText }: HomeQuestions): Promise<string | null> {
  return askText(JOIN_QUESTION, (text) =>
    inviteAddress(text) === null ? 'This is not an invite link. One looks like http://192.168.1.5:4510/join#…' : null,
  );
}

export function askToJoin({ confirm }: HomeQuestions, origin: string, known: HomeRow | null): Promise<Answer> {
  return confirm({
    message: known ? `Open an invite in ${isolated(known.name)} at ${placeOf(origin)}?` : `Join the home at ${placeOf(origin)}?`,
    detail: `${known ? 'You have this home already.' : 'It opens beside your own home.'} It cannot see your home, your files or your other homes. ${roadOf(origin)}`,
    confirm: known ? 'Open' : 'Join',
  });
}

export function askToMove({ confirm }: HomeQuestions, { name, origin }: HomeRow, next: string): Promise<Answer> {
  return confirm({
    message: `Use ${placeOf(next)} for ${isolated(name)} from now on?`,
    detail: `The home there says that it is ${isolated(name)}, which you have at ${placeOf(origin)}. You sign in again with this invite. ${roadOf(next)}`,
    confirm: 'Use it',
  });
}

export function askToRemove({ confirm }: HomeQuestions, { name, origin }: HomeRow): Promise<Answer> {
  return confirm({
    message: `Remove ${isolated(name)} from this computer?`,
    detail: `You are signed out of ${placeOf(origin)} here, and drafts that you have not sent are deleted. Your messages there stay. To come back you need a new invite, or a code from another device of yours.`,
    confirm: 'Remove',
  });
}

export function askToRecord({ confirm }: HomeQuestions, { name, origin }: HomeRow): Promise<Answer> {
  return confirm({
    message: `Let ${isolated(name)} use the microphone?`,
    detail: `${placeOf(origin)} wants to record a voice message. The answer holds until you quit Lanai.`,
    confirm: 'Allow',
  });
}

export function askNameOf({ askText }: HomeQuestions, { name, origin }: HomeRow): Promise<string | null> {
  const question = {
    title: 'Rename a home',
    lead: `The home at ${placeOf(origin)}. Only you see this name.`,
    label: 'Name',
    value: name,
    chars_max: NAME_CHARS_MAX,
    confirm: 'Rename',
    cancel: 'Cancel',
  };
  return askText(question, (text) => (cleanName(text) === '' ? 'Enter a name.' : null));
}

export function tooManyHomes({ say }: HomeQuestions): Promise<void> {
  return say({ message: `There is room for ${HOMES_MAX} other homes.`, detail: 'Remove one from the list first.' });
}

/** As the browser writes it: a name with foreign letters that look like others shows as xn--. */
function placeOf(origin: string): string {
  return new URL(origin).host;
}

function roadOf(origin: string): string {
  return origin.startsWith('https:')
    ? 'The connection is encrypted.'
    : 'The connection is not encrypted: others in the network could read it.';
}
