import { parseArgs } from 'node:util';
import * as z from 'zod';
import { roles } from '../schema/roles.ts';
import { ConfigError, readConfig } from './config.ts';
import { askRunningServer } from './http/control-client.ts';
import { describeError } from './log.ts';
import { openDatabase } from './record/database.ts';
import { migrate } from './record/migrate.ts';
import { RecordError } from './record/record-error.ts';
import { addStaff, newStaff, type AddStaffAnswer, type NewStaff } from './shared/add-staff.ts';

/** `npm run staff -- add …`: someone who may sign in, with a one-time password printed once. Server running or not. */
const usage = `Usage: npm run staff -- add --name "Grace Wanjiru" --username grace --role nurse [--role …]
  --role ROLE          ${Object.keys(roles).join(', ')}; may be given again
  --clinic SUFFIX      at which clinic (default: the only one)
  --title TEXT         words under the name (default: the first role)
  --link               the person was imported already: give them a sign-in instead of adding a second one`;

const answerLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), name: z.string(), username: z.string(), clinic: z.string(), suffix: z.string(), password: z.string(), expiresAt: z.number() }),
  z.object({ kind: z.literal('refused'), message: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
]);

async function main(): Promise<number> {
  const wanted = readArguments();
  if (typeof wanted === 'string') {
    console.error(`${wanted}\n\n${usage}`);
    return 1;
  }
  const config = readConfig(process.env);
  let answer: z.infer<typeof answerLine> | undefined;
  const asked = await askRunningServer(config.dataDir, 'staff', wanted, (line) => {
    answer = answerLine.parse(line);
  });
  answer = asked ? answer : await addDirectly(config, wanted);
  if (answer?.kind !== 'added') {
    console.error(answer?.message ?? 'The server did not answer. Look whether the person is there before you try again.');
    return 1;
  }
  const until = new Date(answer.expiresAt).toISOString().replace('T', ' ').slice(0, 16);
  console.log(`${answer.name} can sign in at ${answer.clinic}: /staff
  User name           ${answer.username}
  One-time password   ${answer.password}   (shown once, valid until ${until} UTC, changed at the first sign-in)`);
  return 0;
}

async function addDirectly(config: ReturnType<typeof readConfig>, wanted: NewStaff): Promise<AddStaffAnswer> {
  const database = await openDatabase(config.databaseUrl === null ? { kind: 'pglite', dataDir: config.dataDir } : { kind: 'postgres', url: config.databaseUrl });
  try {
    await migrate(database);
    return await addStaff(database, wanted);
  } finally {
    await database.close();
  }
}

function readArguments(): NewStaff | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' }, username: { type: 'string' }, role: { type: 'string', multiple: true }, clinic: { type: 'string' }, title: { type: 'string' },
        link: { type: 'boolean', default: false },
      },
    });
    if (positionals[0] !== 'add' || positionals.length > 1) return 'Say what to do: add.';
    const missing = (['name', 'username', 'role'] as const).filter((key) => values[key] === undefined);
    if (missing.length > 0) return `Missing: ${missing.map((key) => `--${key}`).join(', ')}.`;
    const parsed = newStaff.safeParse({ ...values, roles: values.role });
    return parsed.success ? parsed.data : parsed.error.issues.map((issue) => `--${issue.path.join('.')}: ${issue.message}`).join('\n');
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
