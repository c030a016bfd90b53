import { keyOfIdentifier, keyOfUrl, type Entry, type ReadBundle } from './read-bundle.ts';
import type { Reference, Resource } from './resource-shapes.ts';

/**
 * A FHIR reference → the keys its target may be stored under (see `Entry.keys`). Handles what generators and servers
 * write: `urn:uuid:…`, `Type/id`, absolute URLs, `Type?identifier=system|value`, and a bare identifier. A target in
 * the same file brings all its own keys, so that it is found by whichever was stored first.
 */
export type ResolveReference = (reference: Reference | undefined) => readonly string[];

/** @param server base of relative references, where the bundle does not show it */
export function createResolver(bundle: ReadBundle, server?: string): ResolveReference {
  const byUrl = new Map<string, Entry>();
  const byKey = new Map<string, Entry>();
  const byAnyKey = new Map<string, Entry>();
  const lists: (readonly Entry<Resource>[])[] = [bundle.Organization, bundle.Practitioner, bundle.Location, bundle.Patient, bundle.Encounter];
  for (const entry of lists.flat()) {
    if (entry.fullUrl !== null) byUrl.set(entry.fullUrl, entry);
    for (const key of entry.keys) {
      byKey.set(`${entry.resource.resourceType} ${key}`, entry);
      byAnyKey.set(key, entry);
    }
  }
  for (const entry of bundle.kept) if (entry.fullUrl !== null && !byUrl.has(entry.fullUrl)) byUrl.set(entry.fullUrl, entry);
  // Servers write relative references beside absolute fullUrls: both mean the same server.
  const base = server ?? /^(https?:\/\/\S+)\/[A-Z][A-Za-z]+\/[^/]+$/.exec([...byUrl.keys()].find((url) => url.startsWith('http')) ?? '')?.[1];
  return (reference) => {
    if (!reference) return [];
    const url = reference.reference;
    if (url !== undefined) {
      const here = byUrl.get(url);
      if (here) return here.keys;
      const searched = readSearchReference(url);
      if (searched) return byKey.get(`${searched.type} ${searched.key}`)?.keys ?? [searched.key];
      const relative = /^([A-Z][A-Za-z]+)\/[^/?#]+/.exec(url)?.[1];
      const key = keyOfUrl(relative !== undefined && base !== undefined ? `${base}/${url}` : url);
      if (key !== null) return (relative === undefined ? undefined : byKey.get(`${relative} ${key}`)?.keys) ?? [key];
    }
    const logical = reference.identifier ? keyOfIdentifier(reference.identifier) : null;
    return logical === null ? [] : (byAnyKey.get(logical)?.keys ?? [logical]);
  };
}

/** `Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|60`, percent-encoded or not. */
function readSearchReference(url: string): { type: string; key: string } | null {
  const found = /^([A-Z][A-Za-z]+)\?identifier=([^&]+)$/.exec(url);
  if (!found?.[1] || !found[2]) return null;
  let value: string;
  try {
    value = decodeURIComponent(found[2]);
  } catch (cause) {
    if (!(cause instanceof URIError)) throw cause;
    value = found[2];
  }
  const bar = value.indexOf('|');
  return { type: found[1], key: bar === -1 ? `|${value}` : value };
}
