import { startPostgres, testServerVariable } from './postgres.ts';

/** One throwaway cluster for all `.postgres.test.ts` files of a run; workers find it by an environment variable. */
export default async function startTestServer(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env[testServerVariable] = server.url;
  return () => server.stop();
}
