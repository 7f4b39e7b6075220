/** An HTTP server on a loopback port. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServer {
  /** Takes listeners for `request`. */
  readonly server: Server;
  readonly port: number;
  /** Ends it with all its connections. */
  readonly close: () => Promise<void>;
}

/** Time for seventy megabytes from a busy machine. */
const defaultArrivalMs = 60_000;

export interface HttpOptions {
  /** 0 takes any free one. */
  readonly port?: number | undefined;
  /** How long a request may take to arrive, in milliseconds: who stops in the middle of one is answered 408. */
  readonly arrivalMs?: number | undefined;
}

/** Listens on 127.0.0.1 alone. Rejects when the port is taken. */
export async function openHttpServer({
  port = 0,
  arrivalMs = defaultArrivalMs,
}: HttpOptions = {}): Promise<HttpServer> {
  const server = createServer({
    headersTimeout: arrivalMs,
    requestTimeout: arrivalMs,
    connectionsCheckingInterval: arrivalMs / 2,
  });
  server.on('connect', (_, socket) =>
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\n\r\n'),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { server, port: (server.address() as AddressInfo).port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
