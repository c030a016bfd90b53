import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from './config.ts';
import { createFaultPoint } from './faults.ts';
import { createImportProgress } from './fhir/import-progress.ts';
import { importFiles, importLine, type ImportLine } from './fhir/import-files.ts';
import { importOptions, type ImportOptions } from './fhir/import-options.ts';
import { askRunningServer } from './http/control-client.ts';
import { createSeal } from './identity/seal.ts';
import { describeError } from './log.ts';
import { openDatabase } from './record/database.ts';
import { migrate } from './record/migrate.ts';
import { RecordError } from './record/record-error.ts';
import { readSecret } from './secret.ts';

/**
 * `npm run import -- FILE…`: FHIR R4 Bundles into the record. Through the running server where there is one on this data
 * directory, else it opens the database itself. Exit 0: every file came in; 1: something was broken or refused.
 */
const usage = `Usage: npm run import -- [options] FILE…
  FILE                 FHIR R4 Bundles (transaction or collection), as Synthea writes them
  --clinic SUFFIX      the clinic they belong to (default: the only one)
  --new-clinic NAME    make this clinic first; an empty record gets its first clinic from the files if you do not say
  --country US         of a new clinic: how phone numbers without a country code are read
  --time-zone ZONE     of a new clinic, like America/New_York (default: this machine's)
  --demo               these files may join a demo record, and stay demo data
The record is the one of DATA_DIR or DATABASE_URL, as for npm start.`;

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    return 1;
  }
  const config = readConfig(process.env);
  const progress = createImportProgress(process.stderr);
  const hear = (line: unknown): void => progress.hear(importLine.parse(line));
  if (!(await askRunningServer(config.dataDir, 'import', options, hear))) {
    const database = await openDatabase(config.databaseUrl === null ? { kind: 'pglite', dataDir: config.dataDir } : { kind: 'postgres', url: config.databaseUrl });
    try {
      await migrate(database);
      await importFiles({ database, seal: createSeal(readSecret(config)), faultPoint: createFaultPoint(config.fault) }, options, (line: ImportLine) => progress.hear(line));
    } finally {
      await database.close();
    }
  }
  const { text, ok } = progress.finish();
  console.log(text);
  return ok ? 0 : 1;
}

function readOptions(): ImportOptions | string {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        clinic: { type: 'string' }, 'new-clinic': { type: 'string' }, country: { type: 'string' }, 'time-zone': { type: 'string' },
        demo: { type: 'boolean', default: false },
      },
    });
    if (positionals.length === 0) return 'Name at least one file.';
    const zone = values['time-zone'];
    if (zone !== undefined && !Intl.supportedValuesOf('timeZone').includes(zone) && zone !== 'UTC') return `"${zone}" is no time zone like Europe/Budapest.`;
    const parsed = importOptions.safeParse({
      files: positionals.map((file) => resolve(process.env['INIT_CWD'] ?? process.cwd(), file)),
      clinic: values.clinic, newClinic: values['new-clinic'], country: values.country, timeZone: zone, demo: values.demo,
    });
    if (parsed.success) return parsed.data;
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
  console.error(ours ? error.message : `The import stopped by a fault of Outpost: ${JSON.stringify(describeError(error), null, 2)}`);
  process.exitCode = 1;
}
