// What a browser and Node do in different ways.
// Its types name nothing of src-shared: they are in the types of the package.

/** AgentSocket of src-shared. */
export interface PlatformSocket {
  send(text: string): void;
  close(): void;
  at(): string | null;
}

export interface SocketListener {
  onOpen(): void;
  onText(text: string): void;
  onClose(cause?: Error): void;
}

export interface UploadRequest {
  url: string;
  headers: Record<string, string>;
  body: Blob;
  onProgress: (sentBytes: number) => void;
  signal: AbortSignal | undefined;
}

export interface Platform {
  /** `cookie`: of a session, where the platform does not send it by itself. */
  openSocket(url: string, cookie: string | undefined, listener: SocketListener): PlatformSocket;
  /** Rejects when there is no answer. */
  upload(request: UploadRequest): Promise<Response>;
  /** The cookie that an answer sets, where the platform does not keep it. */
  cookieOf(response: Response): string | undefined;
}
