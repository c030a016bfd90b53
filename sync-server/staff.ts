import { parseArgs } from 'node:util';
import * as z from 'zod';
import { roles } from '../schema/roles.ts';
import { ConfigError, readConfig } from './config.ts';
import { askRunningServer } from './http/control-client.ts';
import { describeError } from './log.ts';
import { openDatabase } from './record/database.ts';
import { migrate } from './record/migrate.ts';
import { RecordError } from './record/record-error.ts';
import type { Database } from './record/database.ts';
import { addStaff, newStaff } from './shared/add-staff.ts';
import { resetStaff } from './shared/reset-staff.ts';

/** `npm run staff -- …`: someone who may sign in, or may again, with a one-time password printed once. Server running or not. */
const usage = `Usage: npm run staff -- add --name "Grace Wanjiru" --username grace --role nurse [--role …]
       npm run staff -- reset --username grace [--new-phone]

add: somebody new
  --role ROLE          ${Object.keys(roles).join(', ')}; may be given again
  --clinic SUFFIX      at which clinic (default: the only one)
  --title TEXT         words under the name (default: the first role)
  --link               the person was imported already: give them a sign-in instead of adding a second one
reset: a forgotten password; the old one and every sign-in end
  --new-phone          the phone with the authenticator is gone as well: another is connected at the next sign-in`;

const answerLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('reset'), name: z.string(), username: z.string(), clinic: z.string(), password: z.string(), expiresAt: z.number() }),
  z.object({ kind: z.literal('added'), name: z.string(), username: z.string(), clinic: z.string(), suffix: z.string(), password: z.string(), expiresAt: z.number() }),
  z.object({ kind: z.literal('refused'), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

type Answer = z.infer<typeof answerLine>;

interface Wanted {
  /** For a running server, and what it is told. */
  readonly command: 'staff' | 'staffReset';
  readonly body: object;
  /** The same without one. */
  readonly run: (database: Database) => Promise<Answer>;
}

async function main(): Promise<number> {
  const wanted = readArguments();
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n\n${usage}`);
    return 1;
  }
  const config = readConfig(process.env);
  let answer: Answer | undefined;
  const asked = await askRunningServer(config.dataDir, wanted.command, wanted.body, (line) => {
    answer = answerLine.parse(line);
  });
  answer = asked ? answer : await onRecord(config, wanted.run);
  if (answer?.kind !== 'added' && answer?.kind !== 'reset') {
    console.error(answer?.message ?? 'The server did not answer. Look whether it was done before you try again.');
    return 1;
  }
  const until = new Date(answer.expiresAt).toISOString().replace('T', ' ').slice(0, 16);
  console.log(`${answer.name} can sign in at ${answer.clinic}: /staff
  User name           ${answer.username}
  One-time password   ${answer.password}   (shown once, valid until ${until} UTC, changed at the first sign-in)`);
  return 0;
}

async function onRecord(config: ReturnType<typeof readConfig>, run: Wanted['run']): Promise<Answer> {
  const database = await openDatabase(config.databaseUrl === null ? { kind: 'pglite', dataDir: config.dataDir } : { kind: 'postgres', url: config.databaseUrl });
  try {
    await migrate(database);
    return await run(database);
  } finally {
    await database.close();
  }
}

function readArguments(): Wanted | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' }, username: { type: 'string' }, role: { type: 'string', multiple: true }, clinic: { type: 'string' }, title: { type: 'string' },
        link: { type: 'boolean', default: false }, 'new-phone': { type: 'boolean', default: false },
      },
    });
    const [act] = positionals;
    if ((act !== 'add' && act !== 'reset') || positionals.length > 1) return 'Say what to do: add or reset.';
    if (act === 'reset') {
      const { username, 'new-phone': newPhone } = values;
      if (username === undefined) return 'Missing: --username.';
      const reset = { username, newPhone };
      return { command: 'staffReset', body: reset, run: (database) => resetStaff(database, reset) };
    }
    const missing = (['name', 'username', 'role'] as const).filter((key) => values[key] === undefined);
    if (missing.length > 0) return `Missing: ${missing.map((key) => `--${key}`).join(', ')}.`;
    const parsed = newStaff.safeParse({ ...values, roles: values.role });
    if (parsed.success) return { command: 'staff', body: parsed.data, run: (database) => addStaff(database, parsed.data) };
    return parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n');
  } catch (cause) {
    if (cause instanceof TypeError) return cause.message;
    throw cause;
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  // What Postgres says of a fault quotes the row it met: only kind and place are told.
  const ours = error instanceof ConfigError || error instanceof RecordError;
  console.error(ours ? error.message : `The command stopped by a fault of Outpost: ${JSON.stringify(describeError(error), null, 2)}`);
  process.exitCode = 1;
}
