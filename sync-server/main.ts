import { startApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { describeDemo } from './demo/describe-demo.ts';
import { ListenError } from './http/http-server.ts';
import { createLog } from './log.ts';
import { RecordError } from './record/record-error.ts';

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  // A promise nobody waits for must not end a clinic's server; it is a mistake of ours all the same.
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'A rejection nobody handled'));
  const app = await startApp(config, log);
  process.stdout.write(`\nOutpost is open at ${app.url}\n`);
  if (app.kind === 'demo') process.stdout.write(describeDemo(app.url));
  if (app.kind === null) process.stdout.write('The record is empty: npm run import -- FILE… brings patients in, npm run staff -- add … lets staff sign in.\n');

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void app.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  // These three are for people; anything else is a fault and shows where.
  if (!(error instanceof ConfigError || error instanceof RecordError || error instanceof ListenError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
