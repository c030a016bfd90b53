import * as Y from 'yjs';

/** What a person wrote in these updates and has not deleted again, in the order it stands in the note; each place a line. */
export function wordsOf(base: readonly Uint8Array[], updates: readonly Uint8Array[], root: string): string {
  const doc = new Y.Doc();
  for (const update of base) Y.applyUpdate(doc, update);
  const text = doc.getText(root);
  for (const update of updates) Y.applyUpdate(doc, update);
  const written = rangesOf(updates);
  const places: string[] = [];
  let open = false;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const own = written.get(item.id.client) ?? [];
    let said = '';
    for (let i = 0; i < item.length; i += 1) {
      const clock = item.id.clock + i;
      if (own.some(([from, to]) => clock >= from && clock < to)) said += item.content.str.charAt(i);
    }
    if (said === '') open = false;
    else if (open) places.push(`${places.pop() ?? ''}${said}`);
    else places.push(said);
    open ||= said !== '';
  }
  // What leans on words that are gone stands nowhere: it is given back as it was typed.
  const homeless = doc.store.pendingStructs ? stringsOf(doc.store.pendingStructs.update) : '';
  return [...places, homeless].map((place) => place.trim()).filter((place) => place !== '').join('\n');
}

function rangesOf(updates: readonly Uint8Array[]): Map<number, [number, number][]> {
  const ranges = new Map<number, [number, number][]>();
  for (const { id, length } of updates.flatMap((update) => Y.decodeUpdate(update).structs)) {
    ranges.set(id.client, [...(ranges.get(id.client) ?? []), [id.clock, id.clock + length]]);
  }
  return ranges;
}

/** Yjs keeps what waits in its second encoding. */
function stringsOf(pending: Uint8Array): string {
  return Y.decodeUpdateV2(pending).structs.map((struct) => (struct instanceof Y.Item && struct.content instanceof Y.ContentString ? struct.content.str : '')).join('');
}

/** Is all of this in a document with that state vector? Deletions are not looked at. */
export function isContained(update: Uint8Array, stateVector: Uint8Array): boolean {
  const has = Y.decodeStateVector(stateVector);
  return [...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))].every(([client, clock]) => (has.get(client) ?? 0) >= clock);
}

/** Do these, laid over the base, all find what they lean on? */
export function fits(base: readonly Uint8Array[], updates: readonly Uint8Array[]): boolean {
  const doc = new Y.Doc();
  for (const update of base) Y.applyUpdate(doc, update);
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc.store.pendingStructs === null && doc.store.pendingDs === null;
}
