import { createHash } from 'node:crypto';
import type * as z from 'zod';
import { type BrokenFile, formatPath } from './broken-file.ts';
import { parseJson } from './parse-json.ts';
import {
  bundle, identifiersOfKept, shapes, type Encounter, type Identifier, type Location, type Organization, type Patient, type Practitioner, type ReadType, type Resource,
} from './resource-shapes.ts';

/** One resource of a file, and the names by which others may refer to it. */
export interface Entry<R = Resource> {
  /** Position in the file's `entry`, from 0. */
  readonly index: number;
  readonly fullUrl: string | null;
  readonly resource: R;
  /** `id:…` or its URL; what has neither, by an identifier or its content. Never a patient's own numbers. */
  readonly ids: readonly string[];
  /** `ids`, then `system|value` of its identifiers: a patient's may be personal, and stay in memory. */
  readonly keys: readonly string[];
}

export interface ReadBundle {
  readonly Organization: Entry<Organization>[];
  readonly Practitioner: Entry<Practitioner>[];
  readonly Location: Entry<Location>[];
  readonly Patient: Entry<Patient>[];
  readonly Encounter: Entry<Encounter>[];
  /** Everything else, untouched. */
  readonly kept: Entry[];
  readonly size: number;
}

export type BundleReading = { readonly ok: true; readonly bundle: ReadBundle } | { readonly ok: false; readonly broken: BrokenFile };

const acceptedTypes = ['transaction', 'collection'];

/** The whole file, checked; or what is broken, with entry and path. Nothing is written while this runs. */
export function readBundle(text: string): BundleReading {
  const parsed = parseJson(text);
  if (!parsed.ok) return parsed;
  const outer = bundle.safeParse(parsed.value);
  if (!outer.success) return refuseOuter(parsed.value, outer.error);
  if (!acceptedTypes.includes(outer.data.type)) {
    return broken({ code: 'file.bundleType', path: 'type', message: `is a Bundle of type "${outer.data.type.slice(0, 40)}"; import takes ${acceptedTypes.join(' and ')}` });
  }
  const read: ReadBundle = { Organization: [], Practitioner: [], Location: [], Patient: [], Encounter: [], kept: [], size: outer.data.entry?.length ?? 0 };
  for (const [index, entry] of (outer.data.entry ?? []).entries()) {
    const fullUrl = entry.fullUrl ?? null;
    const fault = addEntry(read, index, fullUrl, entry.resource);
    if (fault) return broken(fault);
  }
  return { ok: true, bundle: read };
}

function addEntry(read: ReadBundle, index: number, fullUrl: string | null, raw: Resource): BrokenFile | null {
  const type = raw.resourceType;
  if (!Object.hasOwn(shapes, type)) {
    const one = identifiersOfKept.safeParse(raw).data?.identifier;
    const identifiers = one === undefined ? [] : [one].flat();
    read.kept.push({ index, fullUrl, resource: raw, ...namesOf(raw, fullUrl, identifiers) });
    return null;
  }
  const parsed = shapes[type as ReadType].safeParse(raw);
  if (!parsed.success) return faultIn(index, type, parsed.error);
  const identifiers = parsed.data.identifier ?? [];
  // Checked by the shape of just this type: the list of that type takes it.
  const list = read[type as ReadType] as Entry<typeof parsed.data>[];
  list.push({ index, fullUrl, resource: parsed.data, ...namesOf(parsed.data, fullUrl, identifiers) });
  return null;
}

export function keyOfIdentifier(identifier: Pick<Identifier, 'system' | 'value'>): string | null {
  return identifier.value ? `${identifier.system ?? ''}|${identifier.value}` : null;
}

/**
 * What a URL names. `urn:uuid:x` is id x: generators and servers write either. An absolute URL stands for itself, since
 * two servers may each have a Patient/1; a relative one ("Patient/1") is an id.
 */
export function keyOfUrl(url: string): string | null {
  const bare = url.replace(/\/_history\/[^/]+$/, '');
  const urn = /^urn:(?:uuid|oid):(.+)$/i.exec(bare)?.[1];
  if (urn !== undefined) return `id:${urn}`;
  if (/^https?:\/\/\S+\/[A-Z][A-Za-z]+\/[^/?#]+$/.test(bare)) return bare;
  const relative = /^[A-Z][A-Za-z]+\/([^/?#]+)$/.exec(bare)?.[1];
  return relative === undefined ? null : `id:${relative}`;
}

function namesOf(resource: Resource, fullUrl: string | null, identifiers: readonly Identifier[]): Pick<Entry, 'ids' | 'keys'> {
  const url = fullUrl === null ? null : keyOfUrl(fullUrl);
  const id = resource.id === undefined || url?.startsWith('http') ? null : `id:${resource.id}`;
  const named = [id, url].filter((key) => key !== null);
  const business = identifiers.map(keyOfIdentifier).filter((key) => key !== null);
  const ids = named.length > 0 ? named : unnamed(resource, business);
  return { ids: [...new Set(ids)], keys: [...new Set([...ids, ...business])] };
}

/** Without id and URL: its identifiers, unless they are a person's; else what it says. */
function unnamed(resource: Resource, business: string[]): string[] {
  if (business.length > 0 && resource.resourceType !== 'Patient') return business;
  return [`sha256:${createHash('sha256').update(JSON.stringify(resource)).digest('hex')}`];
}

/** What the record's `fhir_id` columns hold. */
export function fhirIdOf(entry: Entry): string {
  return (entry.ids[0] ?? '').replace(/^id:/, '');
}

function refuseOuter(value: unknown, error: z.ZodError): BundleReading {
  const type = typeof value === 'object' && value !== null && 'resourceType' in value ? value.resourceType : undefined;
  if (type !== 'Bundle') {
    const found = typeof type === 'string' ? `a ${type.slice(0, 40)}` : 'no FHIR resource';
    return broken({ code: 'file.notBundle', path: 'resourceType', message: `is ${found}; import takes FHIR R4 Bundles` });
  }
  const issue = error.issues[0];
  const path = issue?.path ?? [];
  const entry = path[0] === 'entry' && typeof path[1] === 'number' ? { entry: path[1] } : {};
  return broken({ code: 'file.notReadable', ...entry, path: formatPath(path), message: describe(issue) });
}

/** Where and what, never what stood there. */
export function faultIn(index: number, resourceType: string, error: z.ZodError): BrokenFile {
  const issue = error.issues[0];
  return { code: 'file.notReadable', entry: index, resourceType, path: formatPath(['entry', index, 'resource', ...(issue?.path ?? [])]), message: describe(issue) };
}

/** What was expected, never what stood there: that may be a patient's. */
function describe(issue: z.core.$ZodIssue | undefined): string {
  if (!issue) return 'does not fit FHIR R4';
  if (issue.code === 'invalid_type') return issue.input === undefined && issue.message.includes('undefined') ? `is missing (${issue.expected} expected)` : `should be ${issue.expected}`;
  if (issue.code === 'invalid_value') return `should be one of ${issue.values.map(String).join(', ')}`;
  return issue.message;
}

function broken(fault: BrokenFile): BundleReading {
  return { ok: false, broken: fault };
}
