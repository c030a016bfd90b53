import { Agent, request as httpRequest } from 'node:http';
import { deliverAnswer, SCHEMA_VERSION, type RequestAnswer, type SignedRequest } from '../../schema/sync.ts';

/**
 * What became of a request, as a device knows it. `unknown`: bytes left and nobody answered; it may be stored or not.
 * `retry`: answered "later", or answered by nothing that could have looked at it.
 */
export type Fate = 'ok' | 'declined' | 'retry' | 'unknown';

export interface Sent {
  readonly id: string;
  readonly fate: Fate;
  readonly answer: RequestAnswer | null;
  /** From sending to answer, ms. */
  readonly took: number;
}

export interface LoadClient {
  /** One delivery of one request, as a device sends it. Never rejects. */
  send(request: SignedRequest & { readonly id: string }, cookie: string): Promise<Sent>;
  close(): void;
}

/** Plain node:http with kept connections: it shares its two cores with the server it loads, so it costs as little as can be. */
export function createLoadClient(url: string, connections: number): LoadClient {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const target = new URL('/api/requests', url);

  function post(body: string, cookie: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const out = httpRequest(target, {
        agent, method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), cookie, origin: target.origin },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => { text += chunk; });
        response.on('end', () => (response.complete ? resolve({ status: response.statusCode ?? 0, text }) : reject(new Error('cut'))));
        response.on('error', reject);
      });
      out.on('error', reject);
      out.setTimeout(30_000, () => out.destroy(new Error('no answer in 30 s')));
      out.end(body);
    });
  }

  return {
    async send({ id, bytes, signature }, cookie) {
      const begun = performance.now();
      const body = JSON.stringify({ schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests: [{ bytes, signature }] });
      const result = await post(body, cookie).catch(() => null);
      const took = performance.now() - begun;
      if (!result) return { id, fate: 'unknown', answer: null, took };
      const parsed = result.status === 200 ? deliverAnswer.safeParse(JSON.parse(result.text)) : null;
      const answer = parsed?.success ? (parsed.data.answers[0] ?? null) : null;
      return { id, fate: fateOf(answer), answer, took };
    },
    close: () => agent.destroy(),
  };
}

function fateOf(answer: RequestAnswer | null): Fate {
  if (!answer || answer.state === 'retry') return 'retry';
  return answer.state === 'done' || answer.state === 'superseded' ? 'ok' : 'declined';
}
