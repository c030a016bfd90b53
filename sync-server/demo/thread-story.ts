import type { Register } from '../../schema/merge.ts';
import { initialRegister } from '../../schema/merge.ts';
import { newId } from '../../schema/ids.ts';
import { threadTransitions, type ThreadState, type Urgency } from '../../schema/messages.ts';
import type { DemoEvent, DemoThread } from './demo-shapes.ts';

interface Told<T> { readonly who: T; readonly at: number; readonly text: string }

/** What a thread's events come to, as the handlers of messages/ would have left it. Times in ms. */
export interface ThreadStory {
  state: ThreadState;
  startedAt: number;
  lastAt: number;
  lastSeq: number;
  patientSeq: number;
  waitingSince: number | null;
  urgency: Register<Urgency>;
  tags: Record<string, Register<boolean>>;
  assignee: { readonly staff: string; readonly by: string; readonly at: number } | null;
  closed: { readonly by: string; readonly at: number } | null;
  readThrough: number;
  readonly messages: (Told<{ readonly patient: string } | { readonly staff: string }> & { readonly seq: number; readonly readAt: number | null })[];
  readonly comments: Told<string>[];
  readonly marks: Map<string, { readonly seq: number; readonly at: number; readonly openedAt: number | null }>;
}

/** @param nameOf a staff user name → the person's name */
export function tellThread(thread: DemoThread, now: number, nameOf: (username: string) => string): ThreadStory {
  const story: ThreadStory = {
    state: 'open', startedAt: 0, lastAt: 0, lastSeq: 0, patientSeq: 0, waitingSince: null, urgency: initialRegister('routine'), tags: {},
    assignee: null, closed: null, readThrough: 0, messages: [], comments: [], marks: new Map(),
  };
  for (const event of thread.events) takeEvent(story, event, now, nameOf);
  if (story.state !== thread.state) throw new Error(`The demo's "${thread.subject}" ends ${story.state}, not ${thread.state}`);
  return story;
}

function takeEvent(story: ThreadStory, event: DemoEvent, now: number, nameOf: (username: string) => string): void {
  const at = now - event.ago * 60_000;
  const decided = (staff: string) => ({ stamp: at, saw: 0, by: newId(), who: nameOf(staff), at });
  if ('from' in event) {
    write(story, { patient: event.from }, at, event.text, event.readAgo === undefined ? null : now - event.readAgo * 60_000);
    story.state = threadTransitions[story.state].patientWrites ?? story.state;
    story.patientSeq = story.lastSeq;
    story.waitingSince ??= at;
    if (event.readAgo !== undefined) story.readThrough = story.lastSeq;
    story.closed = null;
  } else if ('reply' in event) {
    write(story, { staff: event.staff }, at, event.reply, null);
    story.state = threadTransitions[story.state].clinicReplies ?? story.state;
    story.waitingSince = null;
    story.readThrough = story.lastSeq;
    story.closed = null;
  } else if ('comment' in event) story.comments.push({ who: event.staff, at, text: event.comment });
  else if ('urgency' in event) story.urgency = { value: event.urgency, ...decided(event.staff), saw: story.urgency.stamp };
  else if ('tag' in event) story.tags[event.tag] = { value: true, ...decided(event.staff) };
  else if ('assign' in event) story.assignee = { staff: event.assign, by: nameOf(event.staff), at };
  else if ('close' in event) {
    story.state = 'closed';
    story.closed = { by: nameOf(event.staff), at };
    story.waitingSince = null;
  } else {
    const openedAt = event.openedAgo === null ? null : now - event.openedAgo * 60_000;
    story.marks.set(event.seenBy, { seq: story.lastSeq, at, openedAt });
  }
}

function write(story: ThreadStory, who: { patient: string } | { staff: string }, at: number, text: string, readAt: number | null): void {
  story.lastSeq += 1;
  story.lastAt = at;
  if (story.lastSeq === 1) story.startedAt = at;
  story.messages.push({ who, at, text, seq: story.lastSeq, readAt });
}
