// The API of the desktop's own pages: the rail of homes and the small dialog. The pages of homes do not have it.
import * as z from 'zod/mini';

/** The own home in the rail. */
export const OWN_HOME = 'own';

const RailHome = z.object({
  /** OWN_HOME, or the id of another home. */
  id: z.string(),
  letter: z.string(),
  /** Null: the own home, which has the app's colour. */
  hue: z.nullable(z.number()),
  /** As a badge shows it; empty when nothing is unread. */
  badge: z.string(),
  is_away: z.boolean(),
  /** Name, unread messages and state, for screen readers. */
  label: z.string(),
  /** Also with the address. */
  tooltip: z.string(),
});
export type RailHome = z.infer<typeof RailHome>;

/** As the user chose it in the own home's page; null: as the system. */
export const Scheme = z.nullable(z.enum(['light', 'dark']));
export type Scheme = z.infer<typeof Scheme>;

export const RailState = z.object({
  title: z.string(),
  join: z.string(),
  homes: z.array(RailHome),
  shown: z.string(),
  scheme: Scheme,
});
export type RailState = z.infer<typeof RailState>;

/** The question of the dialog. */
export const Question = z.object({
  title: z.string(),
  lead: z.string(),
  label: z.string(),
  value: z.string(),
  /** The most that the field takes. */
  chars_max: z.number(),
  confirm: z.string(),
  cancel: z.string(),
});
export type Question = z.infer<typeof Question>;

export const ANSWER_CHARS_MAX = 1_000;
const none = z.tuple([]);
const homeId = z.tuple([z.string().check(z.regex(/^[a-z0-9]{1,32}$/))]);

export const SHELL_CALLS = {
  rail: { args: none, result: RailState },
  openHome: { args: homeId, result: z.void() },
  openHomeMenu: { args: homeId, result: z.void() },
  joinHome: { args: none, result: z.void() },
  question: { args: none, result: z.object({ question: Question, scheme: Scheme }) },
  /** Null cancels. Returns why the answer is refused; null when it is taken and the dialog closes. */
  answer: { args: z.tuple([z.nullable(z.string().check(z.maxLength(ANSWER_CHARS_MAX)))]), result: z.nullable(z.string()) },
} as const;
export type ShellCall = keyof typeof SHELL_CALLS;

export const SHELL_MESSAGES = { railChanged: RailState } as const;
export type ShellMessage = keyof typeof SHELL_MESSAGES;

/** `window.lanaiShell`. The listener returns its own end. */
export interface ShellBridge {
  rail(): Promise<RailState>;
  openHome(id: string): Promise<void>;
  openHomeMenu(id: string): Promise<void>;
  joinHome(): Promise<void>;
  question(): Promise<{ question: Question; scheme: Scheme }>;
  answer(text: string | null): Promise<string | null>;
  onRailChanged(listener: (state: RailState) => void): () => void;
}
