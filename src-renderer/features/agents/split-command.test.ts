import { expect, it } from 'vitest';
import { joinCommand, splitCommand } from './split-command.ts';

it.each([
  ['claude-agent-acp', ['claude-agent-acp']],
  ['  gemini   --acp ', ['gemini', '--acp']],
  ['"/my tools/agent" --name "My \\"agent\\""', ['/my tools/agent', '--name', 'My "agent"']],
  ["node 'a b.js'", ['node', 'a b.js']],
  ['--flag="a b"', ['--flag=a b']],
  [String.raw`C:\tools\agent.exe --acp`, [String.raw`C:\tools\agent.exe`, '--acp']],
  ['', []],
])('splits %s', (line, words) => {
  expect(splitCommand(line)).toEqual(words);
});

it.each([[['a', 'b c', 'say "hi"', '', "it's", String.raw`C:\my tools\a.exe`]]])('joins %j so that it splits into the same', (words) => {
  expect(splitCommand(joinCommand(words))).toEqual(words);
});
