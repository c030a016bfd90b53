import { resolve } from 'node:path';
import * as z from 'zod';
import { faultNames, type PlannedFault } from './faults.ts';
import { judgeLiveKit, livekitEnvironment, readLiveKit, type LiveKitConfig } from './livekit/livekit-config.ts';

export interface Config {
  readonly mode: 'development' | 'production';
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly dataDir: string;
  /** null: PGlite in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly pgliteAllowed: boolean;
  /** null: one is made and kept in `dataDir` (development only). */
  readonly secret: string | null;
  /** Where people reach Outpost, without a slash at the end. null: http://localhost and the port. */
  readonly origin: string | null;
  /** Our own proxies in front, each of which adds who asked it to X-Forwarded-For. 0: nobody's word is taken for it. */
  readonly proxies: number;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly sms: SmsConfig | null;
  readonly livekit: LiveKitConfig;
  readonly fault: PlannedFault | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** An SMS carrier with Twilio's Messages API; account and token stand in the URL as user and password. */
export interface SmsConfig {
  readonly url: string;
  readonly from: string;
}

/** The configuration is wrong; `mistakes` names every one of them. */
export class ConfigError extends Error {
  readonly code = 'config';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(`Outpost cannot start with this configuration:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`);
    this.name = 'ConfigError';
    this.mistakes = mistakes;
  }
}

const empty = (value: unknown): unknown => (value === '' ? undefined : value);

function urlOf(protocols: readonly string[], example: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { error: `must be a URL like ${example}` });
}

const fault = z.string().transform((text, context): PlannedFault => {
  const [name, count = '1'] = text.split(':');
  const known = faultNames.find((it) => it === name);
  if (known !== undefined && /^[1-9]\d{0,8}$/.test(count)) return { name: known, count: Number(count) };
  context.issues.push({ code: 'custom', input: text, message: `must be one of ${faultNames.join(', ')}, with ":k" for the k-th time` });
  return z.NEVER;
});

const environment = z.object({
  OUTPOST_MODE: z.preprocess(empty, z.enum(['development', 'production'], { error: 'must be development or production' }).default('development')),
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  PORT: z.preprocess(empty, z.string().default('8080')
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, { error: 'must be a port number from 0 to 65535' }).transform(Number)),
  DATA_DIR: z.preprocess(empty, z.string().default('./data')),
  DATABASE_URL: z.preprocess(empty, urlOf(['postgres:', 'postgresql:'], 'postgres://user:password@host/database').optional()),
  OUTPOST_PGLITE: z.preprocess(empty, z.enum(['allow'], { error: 'can only be "allow"' }).optional()),
  OUTPOST_SECRET: z.preprocess(empty, z.string().min(32, { error: 'must have at least 32 characters (openssl rand -base64 32 makes one)' }).optional()),
  OUTPOST_ORIGIN: z.preprocess(empty, z.string().refine(isOrigin, { error: 'must be where people reach Outpost, like https://portal.example.org, without a path; http only for localhost' }).optional()),
  OUTPOST_PROXIES: z.preprocess(empty, z.string().default('0')
    .refine((text) => /^[0-9]$/.test(text), { error: 'must be the number of proxies in front of Outpost, 0 to 9' }).transform(Number)),
  SMTP_URL: z.preprocess(empty, urlOf(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.org:587').optional()),
  MAIL_FROM: z.preprocess(empty, z.string().regex(/^[^<>@\s]+@[^<>@\s]+$|^[^<>@]+<[^<>@\s]+@[^<>@\s]+>$/, { error: 'must be an address like "Outpost <portal@example.org>"' }).default('Outpost <outpost@localhost>')),
  SMS_URL: z.preprocess(empty, urlOf(['https:', 'http:'], 'https://account:token@api.twilio.com').optional()),
  SMS_FROM: z.preprocess(empty, z.string().regex(/^\+[1-9]\d{6,14}$|^[A-Za-z0-9 ]{3,11}$/, { error: 'must be a number like +254700000000 or a sender name of 3 to 11 letters' }).optional()),
  LIVEKIT_URL: z.preprocess(empty, livekitEnvironment.LIVEKIT_URL.optional()),
  LIVEKIT_API_KEY: z.preprocess(empty, livekitEnvironment.LIVEKIT_API_KEY.optional()),
  LIVEKIT_API_SECRET: z.preprocess(empty, livekitEnvironment.LIVEKIT_API_SECRET.optional()),
  LIVEKIT_PLAIN: z.preprocess(empty, livekitEnvironment.LIVEKIT_PLAIN.optional()),
  OUTPOST_FAULT: z.preprocess(empty, fault.optional()),
  LOG_LEVEL: z.preprocess(empty, z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], { error: 'must be fatal, error, warn, info, debug or silent' }).default('info')),
});

/** @throws ConfigError naming every mistake at once */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  const mistakes = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  mistakes.push(...judgeTogether(env));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  const read = parsed.data;
  return {
    mode: read.OUTPOST_MODE,
    host: read.HOST,
    port: read.PORT,
    dataDir: resolve(read.DATA_DIR),
    databaseUrl: read.DATABASE_URL ?? null,
    pgliteAllowed: read.OUTPOST_MODE === 'development' || read.OUTPOST_PGLITE === 'allow',
    secret: read.OUTPOST_SECRET ?? null,
    origin: read.OUTPOST_ORIGIN === undefined ? null : new URL(read.OUTPOST_ORIGIN).origin,
    proxies: read.OUTPOST_PROXIES,
    smtpUrl: read.SMTP_URL ?? null,
    mailFrom: read.MAIL_FROM,
    sms: read.SMS_URL !== undefined && read.SMS_FROM !== undefined ? { url: read.SMS_URL, from: read.SMS_FROM } : null,
    livekit: readLiveKit(read, read.OUTPOST_MODE),
    fault: read.OUTPOST_FAULT ?? null,
    logLevel: read.LOG_LEVEL,
  };
}

/** What is wrong only beside something else. */
function judgeTogether(env: Readonly<Record<string, string | undefined>>): string[] {
  const given = (name: string): boolean => (env[name] ?? '') !== '';
  const mistakes: string[] = [];
  if (given('SMS_URL') !== given('SMS_FROM')) mistakes.push(`${given('SMS_URL') ? 'SMS_FROM' : 'SMS_URL'} is missing: SMS_URL and SMS_FROM go together`);
  mistakes.push(...judgeLiveKit(env));
  if (env['OUTPOST_MODE'] !== 'production') return mistakes;
  const production = 'must be set in production';
  if (!given('OUTPOST_SECRET')) mistakes.push(`OUTPOST_SECRET ${production} (openssl rand -base64 32 makes one; keep it, what is sealed with it is lost without it)`);
  if (!given('OUTPOST_ORIGIN')) mistakes.push(`OUTPOST_ORIGIN ${production}: the https address people open`);
  if (!given('DATABASE_URL') && env['OUTPOST_PGLITE'] !== 'allow') {
    mistakes.push(`DATABASE_URL ${production}: PGlite survives a crash of the process, not of the power. OUTPOST_PGLITE=allow takes that risk`);
  }
  if (given('OUTPOST_FAULT')) mistakes.push('OUTPOST_FAULT is for tests and refused in production');
  return mistakes;
}

/** A secure context, or browsers keep nothing and sign nobody in: https, or http on this machine. */
function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, origin } = new URL(text);
  const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.localhost');
  return (protocol === 'https:' || (protocol === 'http:' && local)) && (text === origin || text === `${origin}/`);
}
