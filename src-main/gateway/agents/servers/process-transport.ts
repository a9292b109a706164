// Messages of the Model Context Protocol with a program, one on each line of its input and output.
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import type { ProgramProcess } from '../program/process.ts';
import { ServerFailed } from './failure.ts';

/** A longer line ends the connection. */
const LINE_BYTES_MAX = 4 * 1024 * 1024;

interface Ports {
  process: ProgramProcess;
  /** Throws for a text that is no message. */
  parse(line: string): JSONRPCMessage;
  onFailure(failure: ServerFailed): void;
}

export class ProcessTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;
  readonly #ports: Ports;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  start(): Promise<void> {
    const { process, onFailure } = this.#ports;
    process.output.on('data', (chunk: Buffer) => this.#read(chunk));
    void process.ended.then((code) => {
      onFailure(new ServerFailed(code === null ? { why: 'missing' } : { why: 'ended', code }));
      this.onclose?.();
    });
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    this.#ports.process.input.write(`${JSON.stringify(message)}\n`);
    return Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#ports.process.stop();
    this.onclose?.();
  }

  #read(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      this.#keep(rest.subarray(0, end));
      const line = Buffer.concat(this.#chunks).toString('utf8');
      this.#chunks = [];
      this.#bytes = 0;
      this.#take(line);
      rest = rest.subarray(end + 1);
    }
    this.#keep(rest);
  }

  #keep(piece: Buffer): void {
    this.#bytes += piece.length;
    if (this.#bytes <= LINE_BYTES_MAX) return void this.#chunks.push(piece);
    this.#chunks = [];
    this.#ports.onFailure(new ServerFailed({ why: 'too long' }));
    void this.close();
  }

  /** Some programs write other lines too. */
  #take(line: string): void {
    if (line.trim() === '') return;
    try {
      this.onmessage?.(this.#ports.parse(line));
    } catch (error) {
      this.onerror?.(error instanceof Error ? error : new Error('No message', { cause: error }));
    }
  }
}
