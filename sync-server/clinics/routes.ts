import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { clinicPublic } from '../../schema/clinic.ts';
import { drawMark } from '../http/brand-mark.ts';
import { HttpError } from '../http/http-error.ts';
import type { Database } from '../record/database.ts';
import { parseClinic, readClinic } from './clinic-row.ts';

interface Deps { readonly database: Database }

/** What a clinic shows to everybody: its brand and the texts around signing in. Nothing of the record. */
export function clinicRoutes({ database }: Deps): Hono {
  const routes = new Hono();

  async function findClinic(suffix: string) {
    const row = await readClinic(database, sql`suffix = ${suffix}`);
    const parsed = row ? parseClinic(row) : null;
    if (row === null || parsed === null) throw new HttpError(404, 'clinic.unknown', 'There is no clinic at this address.');
    return { id: row.id, ...parsed };
  }

  routes.get('/api/clinics/:suffix/public', async (c) => c.json(clinicPublic.parse(await findClinic(c.req.param('suffix')))));

  routes.get('/c/:suffix/icon.svg', async (c) => {
    const { brand } = await findClinic(c.req.param('suffix'));
    return c.body(drawMark(brand), 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' });
  });

  routes.get('/c/:suffix/manifest.webmanifest', async (c) => {
    const { brand } = await findClinic(c.req.param('suffix'));
    const start = `/c/${brand.suffix}/`;
    return answerManifest({ id: start, start_url: start, scope: start, name: brand.name, short_name: brand.shortName, icon: `${start}icon.svg`, colour: brand.light['brand'] });
  });

  routes.get('/staff/icon.svg', (c) => c.body(drawMark({ mark: 'waves', light: {} }), 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' }));
  routes.get('/staff/manifest.webmanifest', () => answerManifest({ id: '/staff/', start_url: '/staff/', scope: '/staff/', name: 'Outpost', short_name: 'Outpost', icon: '/staff/icon.svg', colour: undefined }));

  return routes;
}

interface ManifestFacts { id: string; start_url: string; scope: string; name: string; short_name: string; icon: string; colour: string | undefined }

function answerManifest({ icon, colour = '#0F6A57', ...facts }: ManifestFacts): Response {
  const manifest = {
    ...facts, display: 'standalone', background_color: '#FFFFFF', theme_color: colour,
    icons: [{ src: icon, sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  };
  return new Response(JSON.stringify(manifest), { headers: { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=300' } });
}
