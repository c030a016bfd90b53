import type { MiddlewareHandler } from 'hono';
import type { Origins } from './origins.ts';

/** No inline script or style, no eval, nothing from elsewhere, no frame (RELIABILITY, Browser). */
function contentSecurityPolicy(host: string): string {
  // 'self' does not cover sockets in Safari before 15.4.
  const sockets = `ws://${host} wss://${host}`;
  return [
    "default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob: data:", "media-src 'self' blob:", `connect-src 'self' ${sockets}`,
    "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "worker-src 'self'", "manifest-src 'self'",
  ].join('; ');
}

/** For what is no page: nothing in it is ever run or shown. Short, because on a slow line every answer pays for it. */
const dataPolicy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** For the server's own pages: they have no script at all. */
export const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const denied = ['accelerometer', 'geolocation', 'gyroscope', 'magnetometer', 'midi', 'payment', 'usb'];
/** A visit by video needs them: our own pages may ask the person, nothing framed or from elsewhere may. */
const ownAlone = ['camera', 'display-capture', 'microphone'];

export function securityHeaders(origins: Origins): MiddlewareHandler {
  const { protocol } = new URL(origins.main);
  return async (c, next) => {
    await next();
    const asked = c.req.header('host') ?? '';
    const { headers } = c.res;
    const host = origins.isOurHost(asked) ? asked : new URL(origins.main).host;
    if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', c.req.path.startsWith('/api/') ? dataPolicy : contentSecurityPolicy(host));
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('X-Frame-Options', 'DENY');
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('Cross-Origin-Opener-Policy', 'same-origin');
    headers.set('Cross-Origin-Resource-Policy', 'same-origin');
    headers.set('Permissions-Policy', [...denied.map((feature) => `${feature}=()`), ...ownAlone.map((feature) => `${feature}=(self)`)].join(', '));
    if (protocol === 'https:') headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    if (c.req.path.startsWith('/api/') && !headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}
