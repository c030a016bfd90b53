import type { Urgency } from '../../../schema/messages.ts';
import { useI18n, useT } from '../../shared/i18n/context.tsx';
import { valueTexts } from '../../shared/shell/value-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { CircleCheck, FileText, Keyboard, MessagesSquare, NotebookPen, SendHorizontal, Siren, TagLabel, TextQuote, Undo2, UserPlus } from '../../shared/ui/icons.ts';
import type { PickItem } from '../shared/pick-dialog.tsx';
import { offerActs } from '../shell/palette.tsx';
import { paletteTexts } from './palette-texts.ts';
import { queueShows, type QueueShow } from './queue-filter.ts';
import { useMayReply } from './thread-header.tsx';
import type { Target } from './triage-acts.ts';
import type { InboxCommands, InboxScene } from './use-inbox-commands.ts';

export interface InboxPaletteScene extends Omit<InboxScene, 'openRow'> {
  readonly commands: InboxCommands;
  readonly show: () => QueueShow;
  readonly setShow: (show: QueueShow) => void;
  readonly reply: () => void;
  readonly pickCanned: () => void;
  readonly step: (by: 1 | -1) => void;
  readonly help: () => void;
}

const levels: readonly Urgency[] = ['urgent', 'today', 'routine'];

/** B32: everything the inbox and the open thread can do, for the palette; with the reason where it cannot be done now. */
export function offerInboxActs(scene: InboxPaletteScene): void {
  const t = useT(paletteTexts);
  const values = useI18n().translate(valueTexts);
  const sync = useSync();
  const mayNot = useMayReply();
  const { open, selected, office, acts, commands } = scene;

  function ofThread(target: Target | null): PickItem[] {
    const triage = target ? open.data.triage() : undefined;
    const me = sync.actor()?.staff ?? null;
    const owner = triage?.assignee ?? null;
    const closed = triage?.state === 'closed';
    const person = target ? open.calledName() : '';
    const not = (more?: string | false): string | undefined => (target && open.data.entry() ? (mayNot() ?? (more || undefined)) : t('why.none'));
    const act = (id: string, label: string, icon: PickItem['icon'], pick: () => void, why?: string | false): PickItem =>
      ({ id: `act.${id}`, label, ...(icon ? { icon } : {}), group: person, unavailable: not(why), pick });
    const who = (staff: string, name: string): PickItem =>
      act(`give.${staff}`, t('give', { name }), UserPlus, () => target && void acts.assign(target, owner?.staff ?? null, staff, name), closed ? t('why.closed') : owner?.staff === staff && t('why.has', { name }));
    return [
      act('reply', t('reply'), SendHorizontal, scene.reply),
      act('canned', t('canned'), TextQuote, scene.pickCanned),
      owner !== null && owner.staff !== me
        ? act('take', t('takeOver', { name: owner.name }), UserPlus, () => commands.takeOver(), closed && t('why.closed'))
        : act('assign', t('assign'), UserPlus, () => commands.assignToMe(target), closed ? t('why.closed') : owner !== null && t('why.yours')),
      act('giveBack', t('giveBack'), UserPlus, () => target && void acts.assign(target, owner?.staff ?? null, null, ''), closed ? t('why.closed') : owner === null && t('why.nobodys')),
      act('close', t('close'), CircleCheck, () => commands.close(target), closed && t('why.closed')),
      act('reopen', t('reopen'), Undo2, () => commands.reopen(), !closed && t('why.open')),
      ...levels.map((level) => act(`urgency.${level}`, t('urgency', { value: values(`values.${level}`) }), Siren,
        () => target && void acts.setUrgency(target, level, triage?.urgency.value ?? 'routine'), triage?.urgency.value === level && t('why.already'))),
      act('comment', t('comment'), NotebookPen, () => open.startComment()),
      act('handover', t('handover'), FileText, () => open.startHandover(), closed && t('why.closed')),
      ...Object.values(office.tags()).map(({ id, label }) => {
        const on = triage?.tags[id]?.value === true;
        return act(`tag.${id}`, t(on ? 'untag' : 'tag', { tag: label }), TagLabel, () => target && void acts.switchTag(target, id, !on));
      }),
      ...Object.values(office.colleagues()).filter((one) => one.answersMessages && one.id !== me).map((one) => who(one.id, one.name)),
    ];
  }
  offerActs(() => [
    ...ofThread(selected()),
    ...queueShows.map((show): PickItem => ({
      id: `show.${show}`, label: t(`show.${show}`), icon: MessagesSquare, group: t('list'), pick: () => scene.setShow(show), unavailable: scene.show() === show ? t('why.already') : undefined,
    })),
    { id: 'next', label: t('next'), group: t('list'), pick: () => scene.step(1) },
    { id: 'previous', label: t('previous'), group: t('list'), pick: () => scene.step(-1) },
    { id: 'undo', label: t('undo'), icon: Undo2, group: t('list'), pick: () => void acts.undo() },
    { id: 'keys', label: t('keys'), icon: Keyboard, group: t('list'), pick: scene.help },
  ]);
}
