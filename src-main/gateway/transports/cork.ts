// How what is written leaves: the first frame of a turn of the loop at once, so that the last of many receivers does not
// wait for work that was done for the first; what else the same socket is sent in that turn together, in one system call.
import type { Writable } from 'node:stream';

type Corkable = Pick<Writable, 'cork' | 'uncork'>;

/** Call it before each write to the socket. */
export type Cork = () => void;

/** One for all sockets of a server: they share the turn. */
export function createCorks(): (socket: Corkable) => Cork {
  let turn = 0;
  let isEndPlanned = false;
  const corked: Corkable[] = [];

  function endTurn(): void {
    isEndPlanned = false;
    turn += 1;
    for (const socket of corked.splice(0)) socket.uncork();
  }

  return (socket) => {
    let writtenIn = -1;
    let corkedIn = -1;
    return () => {
      if (!isEndPlanned) {
        isEndPlanned = true;
        setImmediate(endTurn);
      }
      if (writtenIn !== turn) writtenIn = turn;
      else if (corkedIn !== turn) {
        corkedIn = turn;
        socket.cork();
        corked.push(socket);
      }
    };
  };
}
