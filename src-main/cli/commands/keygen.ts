import type { Command } from 'commander';
import { newRoomSecret } from '../../../src-shared/sealed.ts';
import { createOutput } from '../output.ts';

export function define(command: Command): void {
  command.option('--json', 'answer in JSON').action(({ json }: { json?: boolean }) => {
    const secret = newRoomSecret();
    createOutput(json).show({ secret }, secret);
  });
}
