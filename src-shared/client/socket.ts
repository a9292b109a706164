// The transport under a client: whole frames as text, whatever carries them. The client knows neither browser nor Node.

export interface ClientSocket {
  send(text: string): void;
  close(): void;
}

export interface SocketListener {
  onOpen(): void;
  onText(text: string): void;
  /** `cause`: why it did not open, where the transport knows. */
  onClose(cause?: Error): void;
}

export type OpenSocket<S extends ClientSocket = ClientSocket> = (listener: SocketListener) => S;
