import { createServer, Socket, type AddressInfo } from 'node:net';

/** Postgres behind a line that carries everything but NOTIFY: what an instance hears there it has to find out by itself. */
export interface HintlessPostgres {
  readonly url: string;
  /** Notifications that did not arrive. */
  readonly lost: () => number;
  close(): Promise<void>;
}

/** NotificationResponse, https://www.postgresql.org/docs/current/protocol-message-formats.html */
const NOTIFICATION = 'A'.charCodeAt(0);

export async function startHintlessPostgres(databaseUrl: string): Promise<HintlessPostgres> {
  const target = new URL(databaseUrl);
  let lost = 0;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = new Socket();
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true).on('error', () => undefined).on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    far.connect(Number(target.port), target.hostname);
    near.on('data', (bytes) => far.write(bytes));
    let rest = Buffer.alloc(0);
    far.on('data', (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      const passed: Buffer[] = [];
      for (;;) {
        const length = rest.length < 5 ? Number.POSITIVE_INFINITY : 1 + rest.readUInt32BE(1);
        if (rest.length < length) break;
        if (rest[0] === NOTIFICATION) lost += 1;
        else passed.push(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
      if (passed.length > 0) near.write(Buffer.concat(passed));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    lost: () => lost,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
