// A tool that agents call: a few commands under one telling name, with an answer in compact text.
import type * as z from 'zod/mini';
import type { Right } from '../../../src-shared/keys.ts';
import type { FileImage } from '../domain/files/read-content.ts';
import type { ToolHost } from '../realtime/tool-host.ts';

/** Of the client's request. */
export interface Call {
  signal: AbortSignal;
  /** Null: the client did not ask for progress. */
  progress: ((done: number) => void) | null;
}

/** `images`: beside the text, for models that see them. */
export type ToolAnswer = string | { text: string; images: readonly FileImage[] };

export interface Tool<Host extends ToolHost = ToolHost> {
  name: string;
  title: string;
  description: string;
  /** That of its strongest command. */
  right: Right;
  readOnly: boolean;
  input: z.ZodMiniObject;
  /** `input`: parsed by the schema. */
  run(host: Host, input: unknown, call: Call): Promise<ToolAnswer>;
}

/** A tool for one agent. */
export interface BoundTool extends Pick<Tool, 'name' | 'title' | 'description' | 'readOnly' | 'input'> {
  /** `input`: parsed by the schema. Throws AppError. */
  answer(input: unknown, call: Call): Promise<ToolAnswer>;
}

export interface ToolRow<I extends z.ZodMiniObject, Host extends ToolHost> extends Omit<Tool, 'input' | 'run'> {
  input: I;
  run(host: Host, input: z.infer<I>, call: Call): Promise<ToolAnswer>;
}

/** The caller passes the input that the schema has parsed. */
export function tool<I extends z.ZodMiniObject, Host extends ToolHost = ToolHost>({ run, ...row }: ToolRow<I, Host>): Tool<Host> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- parsed by the schema of this row
  return { ...row, run: (host, input, call) => run(host, input as z.infer<I>, call) };
}
