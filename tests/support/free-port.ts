import { createServer } from 'node:net';

/** A port of loopback that nobody listens on now. Another program may take it before its user does: improbable, not impossible. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  if (address === null || typeof address === 'string') throw new Error('No free port on loopback');
  return address.port;
}
