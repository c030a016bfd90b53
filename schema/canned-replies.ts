import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { id } from './ids.ts';
import { joinRegisters, registerOf, type Register } from './merge.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type PredictContext, type Prediction, type ViewReader } from './request-definition.ts';
import { can, type Permission } from './roles.ts';
import { viewName } from './view-names.ts';

// B15: what staff write often, kept once. The clinic's stand in office/ `replies`, one's own in account/ `replies`. --------------

export const CANNED_TITLE_MAX = 60;
export const CANNED_TEXT_MAX = 1500;
/** Views stay small (V6): 40 of the longest, in letters of three bytes, are 180 KB. */
export const CANNED_MAX = { clinic: 40, own: 20 } as const;

const said = (max: number) => z.string().check(z.minLength(1), z.maxLength(max), z.regex(/\S/));
/** `place`: the order in the list, smallest first. */
export const cannedWords = z.object({ title: said(CANNED_TITLE_MAX), text: said(CANNED_TEXT_MAX), place: z.number() });
export type CannedWords = z.infer<typeof cannedWords>;

/** One register for all of it: who changes the words has seen the name they stand under. A removed one is in no view. */
export const cannedReply = z.object({ id, is: registerOf(cannedWords) });
export type CannedReply = z.infer<typeof cannedReply>;

export type CannedOf = 'clinic' | 'own';

/** The clinic's are everybody's to use and theirs to write who change portal settings; one's own nobody else reads. */
const writers: Record<CannedOf, Permission> = { clinic: 'portal.manage', own: 'portal.message.reply' };
export const mayWriteCanned = (actor: Actor, of: CannedOf): boolean => can(actor, writers[of]);

export interface CannedFacts {
  /** `foreign`: another clinic's or another person's; looks like none. */
  readonly canned: 'there' | 'none' | 'foreign';
  /** How many stand there now. */
  readonly count: number;
}

const viewOf = (actor: Actor, of: CannedOf): string => (of === 'clinic' ? viewName.office(actor.clinic) : viewName.account(actor.account));

function factsOf(of: CannedOf) {
  return (views: ViewReader, actor: Actor, body: { reply: string }): CannedFacts => {
    const entries = [...views.entries(viewOf(actor, of), 'replies')];
    return { canned: entries.some(([entry]) => entry === body.reply) ? 'there' : 'none', count: entries.length };
  };
}

const sawOf = (of: CannedOf) => (views: ViewReader, actor: Actor, body: { reply: string }): number =>
  readEntry(views, viewOf(actor, of), 'replies', body.reply, cannedReply)?.is.stamp ?? 0;

function mayWrite(of: CannedOf) {
  return (actor: Actor, facts: CannedFacts): Verdict => {
    if (!can(actor, writers[of])) return refuse('permission.missing', { permission: writers[of] });
    return facts.canned === 'foreign' ? refuse('canned.unknown') : true;
  };
}

function predictSave(of: CannedOf) {
  return ({ views, actor, request }: PredictContext, body: { reply: string } & CannedWords): Prediction[] => {
    const view = viewOf(actor, of);
    const { reply, ...value } = body;
    const mine: Register<CannedWords> = { value, stamp: request.saw + 1, saw: request.saw, by: request.id, who: actor.name, at: request.deviceTime };
    const now = readEntry(views, view, 'replies', reply, cannedReply);
    return [{ view, section: 'replies', id: reply, value: { id: reply, is: now ? joinRegisters(now.is, mine) : mine } }];
  };
}

const saveBody = z.object({ reply: id, ...cannedWords.shape });
const removeBody = z.object({ reply: id });

/** Writes, changes and moves: one type, for a new one too. */
function defineSave(type: string, of: CannedOf) {
  const allowed = mayWrite(of);
  return defineRequest({
    type, v: 1, offline: true, nature: 'merge', body: saveBody, facts: factsOf(of), saw: sawOf(of), predict: predictSave(of),
    may: (actor, _body, facts: CannedFacts) => {
      const verdict = allowed(actor, facts);
      if (verdict !== true) return verdict;
      return facts.canned === 'there' || facts.count < CANNED_MAX[of] || refuse('canned.full', { most: CANNED_MAX[of] });
    },
  });
}

function defineRemove(type: string, of: CannedOf) {
  const allowed = mayWrite(of);
  return defineRequest({
    type, v: 1, offline: true, nature: 'merge', body: removeBody, saw: sawOf(of),
    // What this device does not hold may be at the clinic: the server decides.
    facts: (): CannedFacts => ({ canned: 'there', count: 0 }),
    may: (actor, _body, facts: CannedFacts) => {
      const verdict = allowed(actor, facts);
      return verdict === true && facts.canned === 'none' ? refuse('canned.unknown') : verdict;
    },
    predict: ({ actor }, body) => [{ view: viewOf(actor, of), section: 'replies', id: body.reply, value: null }],
  });
}

export const cannedSave = defineSave('canned.save', 'clinic');
export const cannedRemove = defineRemove('canned.remove', 'clinic');
export const cannedSaveOwn = defineSave('canned.saveOwn', 'own');
export const cannedRemoveOwn = defineRemove('canned.removeOwn', 'own');

export const cannedRequests = [cannedSave, cannedRemove, cannedSaveOwn, cannedRemoveOwn] as const;

/** Ties are settled by id, so that two devices list them alike. */
export function orderCanned(entries: Readonly<Record<string, CannedReply>>): CannedReply[] {
  return Object.values(entries).sort((a, b) => a.is.value.place - b.is.value.place || (a.id < b.id ? -1 : 1));
}

const STEP = 1024;

/**
 * What has to be saved so that the reply at `from` stands at `to`: its own place between its neighbours; all of them anew where
 * the numbers between two neighbours are used up.
 */
export function placesAfterMove(list: readonly CannedReply[], from: number, to: number): { readonly reply: CannedReply; readonly place: number }[] {
  const moved = list[from];
  if (!moved || from === to || to < 0 || to >= list.length) return [];
  const rest = list.filter((_, index) => index !== from);
  const before = rest[to - 1]?.is.value.place;
  const after = rest[to]?.is.value.place;
  const place = before === undefined ? (after ?? 0) - STEP : after === undefined ? before + STEP : (before + after) / 2;
  if ((before === undefined || before < place) && (after === undefined || place < after)) return [{ reply: moved, place }];
  return [...rest.slice(0, to), moved, ...rest.slice(to)].map((reply, index) => ({ reply, place: index * STEP }));
}

export const placeAtEnd = (list: readonly CannedReply[]): number => Math.max(0, ...list.map(({ is }) => is.value.place)) + STEP;

// Placeholders ---------------------------------------------------------------------------------------------------------

export const placeholders = ['first name', 'patient', 'my name', 'my title', 'clinic', 'clinic phone', 'emergency phone', 'reply time'] as const;
export type Placeholder = (typeof placeholders)[number];

/** Braces with words in them. What is none of ours ("{day of the visit}") is for its reader to fill in by hand. */
const pattern = /\{\s*(\p{L}[^{}\n]{0,59}?)\s*\}/gu;

/** Fills in what is known; what is not stays as it stands, to be seen. */
export function fillPlaceholders(text: string, known: Readonly<Partial<Record<Placeholder, string | undefined>>>): string {
  return text.replace(pattern, (whole, name: string) => {
    const value = (placeholders as readonly string[]).includes(name) ? known[name as Placeholder] : undefined;
    return value === undefined || value.trim() === '' ? whole : value;
  });
}

/** The first one that nothing stands in for: no reply goes out with it. */
export function findPlaceholder(text: string): { readonly start: number; readonly end: number; readonly whole: string } | null {
  const found = new RegExp(pattern).exec(text);
  return found ? { start: found.index, end: found.index + found[0].length, whole: found[0] } : null;
}
