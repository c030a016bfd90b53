import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { deliverAnswer, SCHEMA_VERSION, viewPage, type RequestAnswer } from '../../schema/sync.ts';
import { renderEmail, renderSms } from '../../sync-server/notify/render.ts';
import { jsonParam } from '../../sync-server/record/database.ts';
import { refreshSearch } from '../../sync-server/shared/patient-search.ts';
import { insertPatient, insertThread } from '../support/clinic-rows.ts';
import { insertCrowd, type Crowd, type LivePerson } from '../support/rights-people.ts';
import { startRightsServer, type RightsServer } from '../support/rights-server.ts';
import { xssStrings } from '../support/rights-xss-strings.ts';

/** Two hundred programs written where words belong: kept and given back as the words they are, in HTML as text. */

let server: RightsServer;
let crowd: Crowd;
beforeAll(async () => {
  server = await startRightsServer();
  crowd = await insertCrowd(server.app.database);
}, 60_000);
afterAll(() => server.close());

async function request(person: LivePerson, type: string, bodies: readonly object[]): Promise<RequestAnswer[]> {
  const answers: RequestAnswer[] = [];
  for (let from = 0; from < bodies.length; from += 100) {
    const requests = bodies.slice(from, from + 100).map((body) => person.device?.request(type, body)).map((signed) => ({ bytes: signed?.bytes, signature: signed?.signature }));
    const answer = await server.ask({ method: 'POST', path: '/api/requests', cookie: person.cookie, body: { schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests } });
    expect(answer.status).toBe(200);
    answers.push(...deliverAnswer.parse(JSON.parse(answer.text)).answers);
  }
  return answers;
}

async function section(person: LivePerson, name: string, root: string): Promise<Record<string, unknown>[]> {
  const doc = new Y.Doc();
  for (let since = ''; ;) {
    const answer = await server.ask({ path: `/api/views/${name}?${since}`, cookie: person.cookie });
    expect([name, answer.status, answer.headers['content-type']]).toEqual([name, 200, 'application/json']);
    const page = viewPage.parse(JSON.parse(answer.text));
    for (const row of page.rows) Y.applyUpdate(doc, Buffer.from(row.update, 'base64'));
    const last = page.rows.at(-1);
    if (!page.more || !last) return Object.values(doc.getMap(root).toJSON()) as Record<string, unknown>[];
    since = `epoch=${page.epoch}&seq=${last.seq}&head=${last.head}`;
  }
}

const states = (answers: readonly RequestAnswer[]): string[] => [...new Set(answers.map(({ state }) => state))];
const texts = (entries: readonly Record<string, unknown>[], field: string): string[] => entries.map((entry) => String(entry[field])).toSorted();
const all = xssStrings.toSorted();

describe('as data', () => {
  test('two hundred of them, each once', () => {
    expect(new Set(xssStrings).size).toBe(200);
  });

  test('[C19] [R5] subjects and messages come back letter by letter', async () => {
    const { patient, addressee } = crowd.here;
    const [writer, nurse] = [crowd.one('the patient'), crowd.one('nurse')];
    expect(states(await request(writer, 'message.start', xssStrings.map((text) => ({ patient, thread: newId(), message: newId(), to: addressee, subject: text, text }))))).toEqual(['done']);
    for (const reader of [writer, nurse]) {
      expect(texts((await section(reader, `threads/${patient}`, 'threads')).filter(({ subject }) => subject !== 'A question'), 'subject')).toEqual(all);
      expect(texts((await section(reader, `threads/${patient}`, 'messages')).filter(({ text }) => text !== 'First words'), 'text')).toEqual(all);
    }
  });

  test('[C20] [C19] comments and replies come back letter by letter', async () => {
    const { clinic } = crowd.here;
    const [carer, nurse] = [crowd.one('a carer with messages'), crowd.one('nurse')];
    const own = [...carer.reaches.keys()][0] ?? '';
    const { thread } = await server.app.database.transaction((tx) => insertThread(tx, clinic, own));
    expect(states(await request(nurse, 'thread.comment', xssStrings.map((text) => ({ patient: own, thread, comment: newId(), text }))))).toEqual(['done']);
    expect(states(await request(nurse, 'thread.reply', xssStrings.map((text) => ({ patient: own, thread, message: newId(), text }))))).toEqual(['done']);
    expect(texts(await section(nurse, `triage/${own}`, 'comments'), 'text')).toEqual(all);
    expect(texts((await section(carer, `threads/${own}`, 'messages')).filter(({ from }) => from === 'clinic'), 'text')).toEqual(all);
  });

  test('[C64] names and addresses of patients come back letter by letter, in views and in the search', async () => {
    const { database } = server.app;
    const nurse = crowd.one('nurse of another clinic');
    const { clinic } = nurse.place;
    const ids = await database.transaction(async (tx) => {
      const made: string[] = [];
      for (const text of xssStrings) {
        const id = await insertPatient(tx, clinic, text);
        await tx.query(sql`update patient set family = ${`Hostile ${text}`}, given = ${text}, address = ${text} where id = ${id}`);
        made.push(id);
      }
      await refreshSearch(tx, made);
      return made;
    });
    const names = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const answer = await server.ask({ path: `/api/patients?cursor=${encodeURIComponent(cursor)}`, cookie: nurse.cookie });
      expect([answer.status, answer.headers['content-type'], answer.headers['x-content-type-options']]).toEqual([200, 'application/json', 'nosniff']);
      const page = JSON.parse(answer.text) as { found: { name: string }[]; cursor: string | null };
      for (const { name } of page.found) names.add(name);
      ({ cursor } = page);
    }
    expect(xssStrings.filter((text) => !names.has(text))).toEqual([]);
    for (const [i, id] of ids.entries()) {
      if (i % 20 !== 0) continue;
      expect(await section(nurse, `person/${id}`, 'identity')).toMatchObject([{ name: xssStrings[i], given: xssStrings[i], address: xssStrings[i] }]);
    }
    // What is searched for is words as well.
    for (const text of xssStrings.slice(0, 50)) expect((await server.ask({ path: `/api/patients?q=${encodeURIComponent(text)}`, cookie: nurse.cookie })).status).toBe(200);
  });

  test('[C68] [D4] none of them is a phone, an e-mail address or a tag, whatever is put around it', async () => {
    const { patient, thread } = crowd.here;
    const coordinator = crowd.one('portal_coordinator');
    const some = xssStrings.slice(0, 50);
    const values = some.flatMap((text) => [text, `fatma@${text}.example.org`, `${text}@example.org`, `fatma@example.org${text}`, `+254722000111${text}`]);
    const asked = [
      ...await request(coordinator, 'patient.contact', values.map((value) => ({ patient, field: value.startsWith('+') ? 'phone' : 'email', value }))),
      ...await request(coordinator, 'thread.tag', some.map((tag) => ({ patient, thread, tag, on: true }))),
    ];
    // Not even read, and so not stored anywhere.
    const taken = asked.flatMap(({ state, refusal }, i) => (state === 'refused' && refusal?.code === 'request.notReadable' ? [] : [`${values[i] ?? ''}: ${state}`]));
    expect(taken).toEqual([]);
  });
});

describe('as HTML', () => {
  /** A page's markup without its words: the same for every word put into it. */
  const markup = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
  const facts = (clinic: string, phone: string) => ({ clinic, phone, link: 'https://portal.example.org/c/riverside/' });

  test('[B28] e-mails escape the clinic\'s words, and no header grows a line', () => {
    const templates = [['message.reply', {}], ['signin.code', { code: '123456', minutes: 5 }], ['account.activated', {}], ['password.changed', {}], ['contact.changed', { field: 'phone' }]] as const;
    for (const [template, params] of templates) {
      const plain = markup(renderEmail(template, params, 'en', facts('Riverside', '+254 20 555')).html);
      for (const text of xssStrings) {
        const { html, subject } = renderEmail(template, params, text, facts(text, text));
        expect(markup(html)).toEqual(plain);
        expect(subject).not.toMatch(/[\r\n\u2028\u2029]/);
        expect(renderSms(template, params, 'en', facts(text, '')).length).toBeGreaterThan(0);
      }
    }
  });

  test('[C19] what a demo sent, and its clinics\' names, stand on the server\'s own pages as text', async () => {
    const { database } = server.app;
    const page = async (path: string): Promise<string[]> => markup((await server.ask({ path, headers: { accept: 'text/html' } })).text);
    const write = async (text: string): Promise<void> => {
      await database.query(sql`update clinic set name = ${text}, short_name = 'x' where id = ${crowd.elsewhere.clinic}`);
      await database.query(sql`delete from outgoing`);
      await database.query(sql`
        insert into outgoing (clinic_id, channel, recipient, template, params, state, rendered, sent_at, created_at)
        values (${crowd.elsewhere.clinic}, 'email', ${text}, 'message.reply', '{}'::jsonb, 'sent', ${jsonParam({ subject: text, text: text.replace(/\s/g, ' ') })}, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')`);
      await database.query(sql`update staff set name = ${text}, title = ${text} where clinic_id = ${crowd.elsewhere.clinic}`);
    };
    await write('plain');
    const plain = new Map<string, string[]>();
    for (const path of ['/', '/dev/outbox']) plain.set(path, await page(path));
    expect(plain.get('/')?.length).toBeGreaterThan(20);
    for (const text of xssStrings) {
      await write(text);
      for (const [path, expected] of plain) expect([text, path, (await page(path)).toSorted()]).toEqual([text, path, expected.toSorted()]);
    }
  });

  test('what an address holds is text on the page that says there is none', async () => {
    const plain = markup((await server.ask({ path: '/c/none/', headers: { accept: 'text/html' } })).text);
    for (const text of xssStrings) {
      const answer = await server.ask({ path: `/c/${encodeURIComponent(text)}/`, headers: { accept: 'text/html' } });
      expect([text, answer.status, markup(answer.text)]).toEqual([text, 404, plain]);
      const json = await server.ask({ path: `/api/${encodeURIComponent(text)}` });
      expect([json.status, json.headers['content-type'], json.headers['x-content-type-options']]).toEqual([404, 'application/json', 'nosniff']);
    }
  });
});
