import { createEffect, createSignal, on, type Accessor } from 'solid-js';
import * as z from 'zod/mini';
import type { Refusal } from '../../../schema/outcome.ts';
import { reportAnswer, type ReportAnswer } from '../../../schema/reports.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { askClinic } from '../shared/ask-clinic.ts';

export interface Report {
  /** What was asked for, or what this device saw of it last. */
  readonly answer: Accessor<ReportAnswer | null>;
  readonly isAsking: Accessor<boolean>;
  /** Why it could not be read the last time; `noAnswer`: nobody answered. */
  readonly problem: Accessor<Refusal | 'noAnswer' | null>;
  again(): void;
}

/** Figures have nobody's name: the last few stay on this device for when there is no line. */
const KEY = 'reports.last';
const MOST = 4;
const keptShape = z.array(z.object({ query: z.string(), answer: reportAnswer }));
type Kept = z.infer<typeof keptShape>;

function parse(text: string | null): Kept {
  if (text === null) return [];
  try {
    const read = keptShape.safeParse(JSON.parse(text));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

export function useReport(query: Accessor<string>): Report {
  const { settings } = useSync();
  const isReachable = useReachable();
  const [answer, setAnswer] = createSignal<ReportAnswer | null>(null);
  const [isAsking, setAsking] = createSignal(false);
  const [problem, setProblem] = createSignal<Refusal | 'noAnswer' | null>(null);
  let turn = 0;

  async function load(wanted: string): Promise<void> {
    const mine = (turn += 1);
    setAsking(true);
    setProblem(null);
    const kept = parse(await settings.read(KEY));
    if (mine !== turn) return;
    const last = kept.find((one) => one.query === wanted) ?? kept[0];
    if (last) setAnswer(last.answer);
    const asked = await askClinic(`/api/reports?${wanted}`, reportAnswer, { method: 'GET' });
    // Asked for something else meanwhile: that counts.
    if (mine !== turn) return;
    setAsking(false);
    if (!asked.ok) {
      setProblem(asked.refusal ?? 'noAnswer');
      return;
    }
    setAnswer(asked.value);
    await settings.write(KEY, JSON.stringify([{ query: wanted, answer: asked.value }, ...kept.filter((one) => one.query !== wanted)].slice(0, MOST)));
  }
  createEffect(on(query, (wanted) => void load(wanted)));
  createEffect(on(isReachable, (now, before) => { if (now && before === false) void load(query()); }));
  return { answer, isAsking, problem, again: () => void load(query()) };
}
