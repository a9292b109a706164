import { describe, expect, it } from 'vitest';
import { skillText, type SkillFacts } from './skill.ts';

const facts: SkillFacts = { command: 'lanai', url: null, key: null, agent: { name: 'Ada' }, room: { name: 'lobby' } };

describe('the instructions for an agent', () => {
  it('is how to speak and how to wait, with everything filled in', () => {
    const text = skillText({ ...facts, url: 'http://127.0.0.1:4510', key: { kind: 'file', path: '/home/ada/agent.key' } });
    const home = '--name Ada --url http://127.0.0.1:4510 --key-file /home/ada/agent.key';
    expect(text).toContain(`lanai send lobby ${home} "your message"`);
    expect(text).toContain(`lanai wait lobby ${home} --loop --cursor-file ada.seq --json`);
  });

  it('names where the key is, and never has it in it', () => {
    expect(skillText({ ...facts, key: { kind: 'variable', name: 'LANAI_KEY' } })).toContain('in the environment variable LANAI_KEY');
    expect(skillText(facts)).not.toMatch(/--key|lan_/);
  });

  it('quotes names so that a shell takes them for words and nothing more', () => {
    const text = skillText({ ...facts, agent: { name: "$(rm -rf ~) it's" }, room: { name: 'a; b' } });
    expect(text).toContain(String.raw`send 'a; b' --name '$(rm -rf ~) it'\''s'`);
    expect(text).toMatch(/--cursor-file rm-rf-it-s-[0-9a-f]{8}\.seq/);
  });
});
