import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../schema/ids.ts';
import type { SignedRequest } from '../../schema/sync.ts';
import type { Member, PatientThread } from '../support/clinic-rows.ts';
import { createLoadClient, type Fate, type LoadClient } from '../support/load-client.ts';

/** A request as its device remembers it, whatever became of the server. */
export interface Remembered {
  readonly request: SignedRequest & { readonly id: string };
  readonly member: Member;
  readonly kind: 'message' | 'foreign' | 'tag';
  /** Id of the message it writes, where it writes one. */
  readonly message: string | null;
  readonly patient: string;
  /** The latest answer; `unknown` and `retry` are sent again. */
  fate: Fate;
  /** Every state that was ever answered: one, or the server contradicted itself. */
  readonly answers: Set<string>;
  /** Its device was lost with it: nobody ever sends it again. */
  abandoned: boolean;
  /** Which kill it was made before: says where to look when something is wrong. */
  readonly round: number;
}

export interface CrashLoad {
  readonly remembered: Remembered[];
  /** Every device first sends again what it has no answer to, then new requests, until `over` says so or its line breaks. */
  run(round: number, over: () => boolean): Promise<void>;
  /** Sends again what nobody answered, until everything is. */
  finish(): Promise<void>;
  close(): void;
}

/**
 * @param random draws what each device asks for
 */
export function createCrashLoad(url: string, members: readonly { readonly member: Member; readonly thread: PatientThread }[], random: () => number): CrashLoad {
  const client: LoadClient = createLoadClient(url, members.length);
  const remembered: Remembered[] = [];
  const pending = (member: Member): Remembered[] => remembered.filter((one) => one.member === member && !one.abandoned && (one.fate === 'unknown' || one.fate === 'retry'));

  async function send(one: Remembered): Promise<boolean> {
    const { fate, answer } = await client.send(one.request, one.member.cookie);
    one.fate = fate;
    if (answer && answer.state !== 'retry') one.answers.add(answer.state);
    if (fate === 'unknown' && random() < 0.1) one.abandoned = true;
    return fate !== 'unknown';
  }

  function make(round: number, member: Member, thread: PatientThread): Remembered {
    const draw = random();
    const kind = member.staff ? 'tag' : draw < 0.15 ? 'foreign' : 'message';
    const message = kind === 'tag' ? null : newId();
    const request = kind === 'tag'
      ? member.device.request('thread.tag', { ...thread, tag: draw < 0.5 ? 'fever' : 'form', on: random() < 0.5 })
      : member.device.request('message.send', { ...thread, ...(kind === 'foreign' ? { patient: newId() } : {}), message, text: `Round ${round}, ${draw}` });
    return { request, member, kind, message, patient: thread.patient, fate: 'unknown', answers: new Set(), abandoned: false, round };
  }

  return {
    remembered,
    async run(round, over) {
      await Promise.all(members.map(async ({ member, thread }) => {
        for (const one of pending(member)) if (over() || !(await send(one))) return;
        while (!over()) {
          const one = make(round, member, thread);
          remembered.push(one);
          if (!(await send(one))) return;
        }
      }));
    },
    async finish() {
      for (let round = 0; round < 50 && members.some(({ member }) => pending(member).length > 0); round += 1) {
        await Promise.all(members.map(async ({ member }) => {
          for (const one of pending(member)) await send(one);
        }));
        await sleep(50);
      }
    },
    close: () => client.close(),
  };
}
