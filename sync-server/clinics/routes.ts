import { sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { clinicPublic } from '../../schema/clinic.ts';
import { drawIcon, iconVersion, isIconFile, renderIcon, type IconBrand } from '../branding/app-icon.ts';
import { describeWebApp, type AppFacts } from '../branding/web-manifest.ts';
import { HttpError } from '../http/http-error.ts';
import type { Database } from '../record/database.ts';
import { parseClinic, readClinic } from './clinic-row.ts';

interface Deps { readonly database: Database }

/** Staff work for several clinics from one app; it wears nobody's colours. */
const staffBrand: IconBrand = { name: 'Outpost', mark: 'waves', light: {} };

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

  routes.get('/c/:suffix/icon.svg', async (c) => answerSvg(c, (await findClinic(c.req.param('suffix'))).brand));
  routes.get('/c/:suffix/icons/:file', async (c) => answerIcon(c, (await findClinic(c.req.param('suffix'))).brand, c.req.param('file')));
  routes.get('/c/:suffix/manifest.webmanifest', async (c) => {
    const { brand, texts } = await findClinic(c.req.param('suffix'));
    return answerManifest(c, {
      base: `/c/${brand.suffix}/`, name: brand.name, shortName: brand.shortName, language: texts.language, brand,
      description: `Write to ${brand.name} and read what it answers, also without a network.`,
    });
  });

  routes.get('/staff/icon.svg', (c) => answerSvg(c, staffBrand));
  routes.get('/staff/icons/:file', (c) => answerIcon(c, staffBrand, c.req.param('file')));
  routes.get('/staff/manifest.webmanifest', (c) => answerManifest(c, {
    base: '/staff/', name: 'Outpost', shortName: 'Outpost', language: 'en', brand: staffBrand,
    description: 'The clinic’s side of its patient portal, also without a network.',
    shortcuts: [{ name: 'Messages', path: 'portal/messages' }, { name: 'Patients', path: 'patients' }],
  }));

  return routes;
}

function answerSvg(c: Context, brand: IconBrand): Response {
  return c.body(drawIcon(brand, 'tile'), 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' });
}

/** Named with the version of its content it never changes; without, a phone looks again after an hour. */
function answerIcon(c: Context, brand: IconBrand, file: string): Response {
  if (!isIconFile(file)) throw new HttpError(404, 'http.notFound', 'There is no such icon; the manifest names all there are.');
  const lasting = c.req.query('v') === iconVersion(brand);
  return c.body(renderIcon(brand, file), 200, { 'Content-Type': 'image/png', 'Cache-Control': lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=3600' });
}

function answerManifest(c: Context, facts: AppFacts): Response {
  return c.body(JSON.stringify(describeWebApp(facts)), 200, { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'public, max-age=300' });
}
