import { resolve } from 'node:path';
import { Hono } from 'hono';
import { accountHandlers } from './accounts/handle.ts';
import { accountProjectors } from './accounts/project.ts';
import { expireBookings, warnOfBookings } from './bookings/expire.ts';
import { bookingHandlers } from './bookings/handle.ts';
import { lookForEarlier } from './bookings/look-for-earlier.ts';
import { bookingProjectors } from './bookings/project.ts';
import { weekProjectors } from './bookings/project-week.ts';
import { cannedHandlers } from './canned-replies/handle.ts';
import { chartProjectors } from './chart/project.ts';
import { clinicHandlers } from './clinics/handle.ts';
import { clinicProjectors } from './clinics/project.ts';
import { clinicRoutes } from './clinics/routes.ts';
import { endAbsences } from './colleagues/end-absences.ts';
import { colleagueHandlers } from './colleagues/handle.ts';
import { colleagueProjectors } from './colleagues/project.ts';
import { colleagueRoutes } from './colleagues/routes.ts';
import type { Config } from './config.ts';
import { consultHandlers } from './consults/handle.ts';
import { sendInvites } from './consults/invite.ts';
import { advanceLiveDay, leaveAbsent, remindOfRunning } from './consults/jobs.ts';
import { consultProjectors } from './consults/project.ts';
import { consultRoutes } from './consults/routes.ts';
import { DEMO_PASSWORD } from './demo/demo-network.ts';
import { listDemoPatients } from './demo/describe-demo.ts';
import { createFaultPoint } from './faults.ts';
import { createImportCommand } from './fhir/import-files.ts';
import { readKept } from './fhir/read-kept.ts';
import { heldHandlers } from './held/handle.ts';
import { heldRoutes } from './held/routes.ts';
import { appShellRoutes } from './http/app-shells.ts';
import { startControl } from './http/control.ts';
import { createHttpApp } from './http/create-http-app.ts';
import { devOutboxRoutes } from './http/dev-outbox.ts';
import { healthRoutes } from './http/health.ts';
import { startHttpServer } from './http/http-server.ts';
import { createMetrics, metricsRoutes } from './http/metrics.ts';
import { openApiRoutes } from './http/openapi.ts';
import { createOrigins } from './http/origins.ts';
import { startPageRoutes } from './http/start-page.ts';
import { readStaticFiles, staticRoutes } from './http/static-files.ts';
import { readActor, readActors } from './identity/actor.ts';
import { createIdentity } from './identity/identity.ts';
import { startJobs } from './jobs/run-jobs.ts';
import { createLiveRooms } from './livekit/create-live-rooms.ts';
import { startErrands } from './livekit/errands.ts';
import { openGateway } from './livekit/gateway.ts';
import { endOfSessions, type PresenceChanged } from './livekit/grants.ts';
import type { LiveRooms } from './livekit/live-rooms.ts';
import type { LiveKit } from './livekit/livekit-at.ts';
import { startLiveKit } from './livekit/start-livekit.ts';
import { forgetEvents, WEBHOOK_PATH, webhookRoutes } from './livekit/webhook.ts';
import { createLog, type Log } from './log.ts';
import { disclosureRoutes } from './messages/disclosure-routes.ts';
import { messageHandlers } from './messages/handle.ts';
import { messageProjectors } from './messages/project.ts';
import { messageRoutes } from './messages/routes.ts';
import { createNoteGate } from './notes/gate.ts';
import { noteRoutes } from './notes/routes.ts';
import { startDelivery } from './notify/deliver.ts';
import { forgetSent } from './notify/forget-sent.ts';
import { createSmtpCarrier } from './notify/smtp.ts';
import { createTwilioCarrier } from './notify/sms-twilio.ts';
import { openRecord } from './open-record.ts';
import { patientHandlers } from './patients/handle.ts';
import { patientProjectors } from './patients/project.ts';
import { patientRoutes } from './patients/routes.ts';
import type { Database } from './record/database.ts';
import type { InstallationKind } from './record/installation.ts';
import { createPipeline, type Pipeline } from './requests/pipeline.ts';
import { reportRoutes } from './reports/routes.ts';
import { requestRoutes } from './requests/routes.ts';
import type { RegisteredHandler } from './requests/slice.ts';
import { replyRoutes } from './reminders/routes.ts';
import { sendReminders } from './reminders/send-reminders.ts';
import { endHolds } from './results/end-holds.ts';
import { resultHandlers } from './results/handle.ts';
import { resultProjectors } from './results/project.ts';
import { advanceDays } from './schedules/advance-days.ts';
import { scheduleHandlers } from './schedules/handle.ts';
import { scheduleProjectors } from './schedules/project.ts';
import { rangeHandlers } from './ranges/handle.ts';
import { rangeProjectors } from './ranges/project.ts';
import { readSecret } from './secret.ts';
import { addStaff, newStaff } from './shared/add-staff.ts';
import { markTold } from './shared/remind.ts';
import { resetStaff, staffReset } from './shared/reset-staff.ts';
import { attachViewSockets } from './views/hocuspocus.ts';
import { pageRoutes } from './views/page-routes.ts';
import { createProjector } from './views/projector.ts';
import type { Projector } from './views/projector-types.ts';
import { viewRoutes } from './views/routes.ts';
import type { SectionProjector } from './views/section-projector.ts';

// The only place that names every slice. -----------------------------------------------------------------------------

const handlers: readonly RegisteredHandler[] = [...patientHandlers, ...messageHandlers, ...accountHandlers, ...heldHandlers, ...cannedHandlers, ...clinicHandlers, ...colleagueHandlers, ...resultHandlers, ...scheduleHandlers, ...rangeHandlers, ...bookingHandlers];
const projectors: readonly SectionProjector[] = [...clinicProjectors, ...rangeProjectors, ...colleagueProjectors, ...patientProjectors, ...messageProjectors, ...chartProjectors, ...resultProjectors, ...scheduleProjectors, ...bookingProjectors, ...weekProjectors, ...consultProjectors, ...accountProjectors];

/** Who is in a room became another: what shows it is touched. */
const liveChanged: PresenceChanged = () => Promise.resolve();

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface App {
  /** Where people open it. */
  readonly url: string;
  readonly port: number;
  /** null: a new record that holds nothing yet. */
  readonly kind: InstallationKind | null;
  readonly database: Database;
  readonly projector: Projector;
  readonly pipeline: Pipeline;
  readonly live: LiveRooms;
  readonly livekit: LiveKit;
  /** Every route there is, as Hono writes them. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** Stops taking requests, lets those at work finish, and closes the record. */
  close(): Promise<void>;
}

/**
 * Opens the record and serves it. Rejects with a ConfigError or RecordError that a person can act on.
 * @param timedJobs off where a test listens to what is asked of the record: what comes by the clock answers nobody
 */
export async function startApp(config: Config, log: Log = createLog(config.logLevel), timedJobs = true): Promise<App> {
  const secret = readSecret(config);
  const { database, kind } = await openRecord(config, secret, log);
  const closing: (() => Promise<unknown>)[] = [() => database.close()];
  const close = async (): Promise<void> => {
    for (let step = closing.pop(); step !== undefined; step = closing.pop()) {
      await step().catch((error: unknown) => log.error({ err: error }, 'A part did not close cleanly'));
    }
  };
  try {
    return { ...(await serve(config, { secret, database, kind, log, timedJobs }, (step) => closing.push(step))), kind, database, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Opened { readonly secret: string; readonly database: Database; readonly kind: InstallationKind | null; readonly log: Log; readonly timedJobs: boolean }

/** @param closeLater what was started last is closed first */
async function serve(config: Config, { secret, database, kind, log, timedJobs }: Opened, closeLater: (step: () => Promise<unknown>) => void): Promise<Pick<App, 'url' | 'port' | 'projector' | 'pipeline' | 'live' | 'livekit' | 'routes'>> {
  const faultPoint = createFaultPoint(config.fault);
  const metrics = createMetrics();
  const identity = createIdentity({ database, secret, origin: config.origin, proxies: config.proxies, onError: (error) => log.error({ err: error }, 'Sessions were not looked after; again in a second') });
  closeLater(() => identity.close());
  const { seal, sessions } = identity;
  const projector = createProjector({ database, projectors, faultPoint, log, metrics });
  closeLater(() => projector.close());
  const notes = createNoteGate({ database, readActor, faultPoint });

  // The phones of a demo are nobody's: what would be sent to them stands in its outbox.
  const sms = config.sms !== null || kind === 'demo';
  const http = await startHttpServer(config.host, config.port);
  closeLater(() => http.close());
  const origins = createOrigins(config.origin, http.port);
  const sockets = attachViewSockets({ upgrades: http.upgrades, database, projector, notes, sessions, readActor, origins, log, metrics });
  closeLater(() => sockets.close());
  const livekit = startLiveKit(config.livekit, { webhook: `http://${onThisMachine(config.host)}:${http.port}${WEBHOOK_PATH}`, log });
  closeLater(() => livekit.close());
  const live = createLiveRooms({ database, livekit, changed: liveChanged, log });
  const pipeline = createPipeline({ database, handlers: [...handlers, ...consultHandlers(live)], projector, readActors, faultPoint, log });
  const errands = startErrands({ database, livekit, log });
  closeLater(() => errands.close());
  const gateway = openGateway({ upgrades: http.upgrades, database, livekit, errands, sessions, origins, changed: liveChanged, log, metrics });
  closeLater(() => gateway.close());
  const files = readStaticFiles(resolve(import.meta.dirname, '../.build/client'));
  const web = createHttpApp({
    origins, metrics, log,
    routes: [
      healthRoutes({ database }), metricsRoutes(metrics), openApiRoutes(),
      requestRoutes({ pipeline, sessions }), viewRoutes({ database, projector, notes, sessions, readActor }), pageRoutes({ database, sessions, readActor }), noteRoutes({ database, gate: notes, sessions, endSockets: sockets.endDevice }), patientRoutes({ database, seal, sessions }), heldRoutes({ database, sessions }),
      disclosureRoutes({ database, sessions }), messageRoutes({ database, sessions }), colleagueRoutes({ database, sessions }), reportRoutes({ database, sessions }),
      consultRoutes({ database, sessions, seal, rooms: live, origin: origins.main, proxies: config.proxies, sms }), replyRoutes({ database, seal, proxies: config.proxies }), new Hono().route('/api/identity', identity.routes),
      gateway.routes, webhookRoutes({ database, livekit, changed: liveChanged, log }),
      clinicRoutes({ database }), staticRoutes(files), startPageRoutes({ database, demo: kind === 'demo' }),
      ...(kind === 'demo' ? [devOutboxRoutes({ database, seal, signIns: { password: DEMO_PASSWORD, patients: listDemoPatients() } })] : []),
      appShellRoutes({ database, files }),
    ],
  });
  http.answerWith(web);

  if (kind !== 'demo') warnOfMissingCarriers(config, log);
  const delivery = startDelivery({
    database, demo: kind === 'demo', origin: origins.main, faultPoint, log,
    onSent: (row) => database.transaction((tx) => markTold(tx, row)).catch((error: unknown) => log.error({ err: error }, 'A reminder was not marked; again within a minute')),
    email: config.smtpUrl === null ? null : createSmtpCarrier(config.smtpUrl, config.mailFrom),
    // The phones of a demo are nobody's we know: never a real SMS.
    sms: config.sms === null || kind === 'demo' ? null : createTwilioCarrier(config.sms),
  });
  closeLater(() => delivery.close());
  const jobs = startJobs({ database, log, timers: timedJobs, jobs: [
    { name: 'views.check', everyMs: DAY_MS, run: () => projector.check() },
    { name: 'results.endHolds', everyMs: 60_000, run: () => endHolds(database) },
    { name: 'free.advance', everyMs: 60_000, run: () => advanceDays(database) },
    { name: 'live.advance', everyMs: 60_000, run: () => advanceLiveDay(database) },
    { name: 'consults.leave', everyMs: 60_000, run: () => leaveAbsent(database) },
    { name: 'consults.invite', everyMs: 60_000, run: () => sendInvites(database, { seal, sms }) },
    { name: 'consults.remind', everyMs: 60_000, run: () => remindOfRunning(database) },
    { name: 'bookings.warn', everyMs: 60_000, run: () => warnOfBookings(database) },
    { name: 'reminders.send', everyMs: 60_000, run: () => sendReminders(database, sms) },
    { name: 'bookings.expire', everyMs: 60_000, run: () => expireBookings(database) },
    { name: 'waits.look', everyMs: 60_000, run: () => lookForEarlier(database) },
    { name: 'live.sweep', everyMs: 60_000, run: () => database.transaction((tx) => endOfSessions(tx, liveChanged)) },
    { name: 'live.forget', everyMs: DAY_MS, run: () => forgetEvents(database) },
    { name: 'kept.read', everyMs: DAY_MS, run: () => readKept(database) },
    { name: 'away.end', everyMs: HOUR_MS, run: () => endAbsences(database) },
    { name: 'outgoing.forget', everyMs: DAY_MS, run: () => forgetSent(database) },
  ] });
  closeLater(() => jobs.close());
  const control = await startControl({
    dataDir: config.dataDir, log,
    commands: {
      import: createImportCommand({ database, seal, faultPoint }),
      staff: async (body, tell) => tell(await addStaff(database, newStaff.parse(body))),
      staffReset: async (body, tell) => tell(await resetStaff(database, staffReset.parse(body))),
    },
  });
  closeLater(() => control.close());
  const routes = web.routes.map(({ method, path }) => ({ method, path }));
  return { url: origins.main, port: http.port, projector, pipeline, live, livekit, routes };
}

function warnOfMissingCarriers(config: Config, log: Log): void {
  if (config.sms === null) log.warn('No SMS_URL and SMS_FROM: codes cannot reach patients, and nobody of them can sign in.');
  if (config.smtpUrl === null) log.warn('No SMTP_URL: e-mails wait in the record for up to 3 days.');
}

/** The address of ours that a program beside us reaches. */
function onThisMachine(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
