import { viewName } from '../../schema/view-names.ts';
import { insertClinic, insertPatientMember, insertStaff, insertThread, type Member } from '../support/clinic-rows.ts';
import { until } from '../support/until.ts';
import { createLoadClient } from '../support/load-client.ts';
import type { RawSocket } from '../views/raw-socket.ts';
import { withBenchServer } from './bench-server.ts';
import { measureFanOut } from './peers.ts';
import { heading, percentile, report } from './report.ts';
import { openScreen } from './screen-socket.ts';

const SCREENS = 200;
const A_PERSON = 8;
const CHANGES = 30;
const BUDGET_MS = 150;

/** From a colleague's click to the last of 200 screens that show the same queue: signed, judged, committed, projected, sent. */
export async function benchScreens(): Promise<void> {
  heading(`One change of the record to ${SCREENS} open screens of one view, ${CHANGES} changes`);
  const took = await withBenchServer(async ({ server, database }) => {
    const { nurses, thread, clinic } = await database.transaction(async (tx) => {
      const id = await insertClinic(tx);
      const people: Member[] = [];
      for (let i = 0; i < SCREENS / A_PERSON; i += 1) people.push(await insertStaff(tx, id, `Nurse ${i}`));
      const patient = await insertPatientMember(tx, id, 'Fatma');
      return { clinic: id, nurses: people, thread: await insertThread(tx, id, patient.patient) };
    });
    await server.start();
    const name = viewName.queue(clinic, 'messages');
    const sockets: RawSocket[] = [];
    for (const nurse of nurses) {
      for (let i = 0; i < A_PERSON; i += 1) sockets.push(await openScreen(server.url, nurse, 'staff', name));
    }
    const client = createLoadClient(server.url, 1);
    const times: number[] = [];
    const [asker] = nurses;
    for (let i = 0; i < CHANGES && asker; i += 1) {
      const shown = sockets.map((socket) => new Promise<number>((resolve, reject) => {
        socket.ws.once('close', () => reject(new Error('A screen lost its socket')));
        socket.ws.once('message', function hear(data: Buffer) {
          // A ping has one byte.
          if (data.byteLength > 1) resolve(performance.now());
          else socket.ws.once('message', hear);
        });
      }));
      const request = asker.device.request('thread.urgency', { ...thread, value: i % 2 === 0 ? 'urgent' : 'today' });
      const begun = performance.now();
      const sent = await client.send(request, asker.cookie);
      if (sent.fate !== 'ok') throw new Error(`A change was answered ${sent.fate}`);
      times.push(...(await Promise.all(shown)).map((at) => at - begun));
      await until(() => sockets.every(({ positions }) => positions.at(-1)?.seq === sockets[0]?.positions.at(-1)?.seq), 5000);
    }
    client.close();
    for (const socket of sockets) socket.ws.terminate();
    return times;
  });
  const p99 = percentile(took, 0.99);
  report({ what: 'Outpost, from asking to each screen, p50 / p99', figure: `${percentile(took, 0.5).toFixed(0)} / ${p99.toFixed(0)} ms`, budget: `p99 ≤ ${BUDGET_MS} ms`, met: p99 <= BUDGET_MS });
  for (const peer of await measureFanOut(SCREENS, CHANGES)) {
    report({ what: `${peer.name} (nothing stored, nobody judged)`, figure: `${percentile(peer.took, 0.5).toFixed(0)} / ${percentile(peer.took, 0.99).toFixed(0)} ms` });
  }
}
