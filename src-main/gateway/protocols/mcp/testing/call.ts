// A call of a tool with the official client.
import type { Client } from '@modelcontextprotocol/client';

/** The answer of a tool. */
export interface Said {
  text: string;
  isError: boolean;
}

export async function call(client: Client, name: string, given: object, options: Parameters<Client['callTool']>[1] = {}): Promise<Said> {
  const { content, isError } = await client.callTool({ name, arguments: { ...given } }, options);
  const [first] = content;
  return { text: first?.type === 'text' ? first.text : '', isError: isError === true };
}

/** From where to wait on. */
export const sinceOf = ({ text }: Said): string => /since(?::| is) (\d+\.\d+)\)?$/.exec(text)?.[1] ?? '';
