import type { ReactNode } from 'react';

/** On the bar that shows an election. */
export const electingWords = {
  /** `names`: "Ada, Rune and you". */
  electing: (names: string): ReactNode => (
    <>
      <strong className="font-semibold">Electing a leader</strong> among {names}
    </>
  ),
  you: 'you',
  secondsLeft: (count: number) => ` · ${count} s`,
  notMe: 'Decline',
  /** `name`: the participant who started the election. */
  asksYou: (name: string): ReactNode => (
    <>
      <strong className="font-semibold">{name} started an election.</strong> Without an answer another leader takes over
    </>
  ),
  keepLead: 'Keep the lead',
  nobodyLeads: 'The room has no leader any more.',
  youLead: 'You are the leader now.',
  leads: (name: string) => `${name} is the leader now.`,
  newLeader: 'The room has a new leader.',
};
