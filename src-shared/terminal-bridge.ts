// The API of the desktop's terminal window. It names no program: the desktop runs the one that the gateway prepared.
import * as z from 'zod/mini';
import { Scheme } from './shell-bridge.ts';

/** Of a terminal's window, in characters. */
const size = z.tuple([z.int().check(z.minimum(2), z.maximum(1_000)), z.int().check(z.minimum(1), z.maximum(1_000))]);
const none = z.tuple([]);
/** More than a person pastes. */
const INPUT_CHARS_MAX = 100_000;

export const TerminalWords = z.object({ title: z.string(), close: z.string(), scheme: Scheme });
export type TerminalWords = z.infer<typeof TerminalWords>;

/** `is_good`: as it should be. */
export const TerminalEnd = z.object({ text: z.string(), is_good: z.boolean() });
export type TerminalEnd = z.infer<typeof TerminalEnd>;

export const TERMINAL_CALLS = {
  /** Starts the program, once, in a terminal of that size. */
  beginTerminal: { args: size, result: TerminalWords },
  writeTerminal: { args: z.tuple([z.string().check(z.maxLength(INPUT_CHARS_MAX))]), result: z.void() },
  resizeTerminal: { args: size, result: z.void() },
  closeTerminal: { args: none, result: z.void() },
} as const;
export type TerminalCall = keyof typeof TERMINAL_CALLS;

export const TERMINAL_MESSAGES = { terminalOutput: z.string(), terminalEnd: TerminalEnd } as const;
export type TerminalMessage = keyof typeof TERMINAL_MESSAGES;

/** `window.lanaiTerminal`. */
export interface TerminalBridge {
  begin(columns: number, rows: number): Promise<TerminalWords>;
  write(text: string): Promise<void>;
  resize(columns: number, rows: number): Promise<void>;
  close(): Promise<void>;
  onOutput(listener: (text: string) => void): () => void;
  onEnd(listener: (end: TerminalEnd) => void): () => void;
}
