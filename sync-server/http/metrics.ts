import { isIP } from 'node:net';
import { Hono, type MiddlewareHandler } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly timeRequests: MiddlewareHandler;
  count(name: string, help: string): Counter;
  gauge(name: string, help: string, read: () => number): void;
}

/** One registry per app, so that tests may start several. Labels are route patterns and statuses: never ids or names. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'outpost_http_seconds', help: 'Time to answer, by route and status', labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [registry],
  });
  return {
    registry,
    async timeRequests(c, next) {
      const began = performance.now();
      await next();
      seconds.observe({ method: c.req.method, route: routeOf(c.req.routePath), status: String(c.res.status) }, (performance.now() - began) / 1000);
    },
    count: (name, help) => new Counter({ name, help, registers: [registry] }),
    gauge(name, help, read) {
      new Gauge({ name, help, registers: [registry], collect() { this.set(read()); } });
    },
  };
}

const routeOf = (pattern: string): string => (pattern === '' || pattern === '/*' ? 'other' : pattern);

/** For who stands on this machine: a proxy's forwarded visitors get 404. */
export function metricsRoutes({ registry }: Metrics): Hono {
  return new Hono().get('/metrics', async (c, next) => {
    const { address = '' } = getConnInfo(c).remote;
    const local = isIP(address) !== 0 && (address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.'));
    const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
    if (!local || forwarded !== undefined) return next();
    return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' });
  });
}
