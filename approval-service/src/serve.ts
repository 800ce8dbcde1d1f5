/** Listens on HTTP and drains on request: stop accepting, finish what runs, checkpoint, close. */

import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Service } from './compose.ts';

export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Longest wait for open requests at shutdown. */
const DRAIN_MS = 20_000;

/** Starts worker and server. */
export async function listen(
  service: Service,
  address: { host: string; port: number },
): Promise<Listening> {
  service.startWorker();
  const server = await new Promise<ServerType>((resolve) => {
    const started = serve(
      { fetch: service.app.fetch, hostname: address.host, port: address.port },
      () => resolve(started),
    );
  });
  if ('requestTimeout' in server) {
    server.requestTimeout = 30_000;
    server.headersTimeout = 10_000;
  }
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${address.host}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())]);
      await service.close();
    },
  };
}
