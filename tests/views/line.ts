import { createServer, connect, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A TCP line between a device and the server that really goes away: cut, or silent with both ends believing in it. */
export interface Line {
  readonly url: string;
  state: 'open' | 'cut' | 'silent';
  /** Bytes that came back from the server. */
  received: number;
  cut(): void;
  silence(): void;
  restore(): void;
  close(): Promise<void>;
}

export async function openLine(to: string): Promise<Line> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    client.on('close', () => sockets.delete(client));
    if (line.state === 'cut') return void client.destroy();
    const upstream = connect(Number(target.port), target.hostname);
    sockets.add(upstream);
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => { sockets.delete(upstream); if (line.state !== 'silent') client.destroy(); });
    client.on('close', () => { if (line.state !== 'silent') upstream.destroy(); });
    client.on('data', (data) => { if (line.state === 'open') upstream.write(data); });
    upstream.on('data', (data) => {
      if (line.state !== 'open') return;
      line.received += data.byteLength;
      client.write(data);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = (): void => { for (const socket of sockets) socket.destroy(); };
  const line: Line = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state: 'open',
    received: 0,
    cut() { line.state = 'cut'; drop(); },
    silence() { line.state = 'silent'; },
    restore() { if (line.state === 'silent') drop(); line.state = 'open'; },
    async close() {
      line.state = 'cut';
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}
