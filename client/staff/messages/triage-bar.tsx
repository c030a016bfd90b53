import { useNavigate } from '@solidjs/router';
import { createMemo, Show, type JSX } from 'solid-js';
import { urgency as urgencyShape, type Urgency } from '../../../schema/messages.ts';
import { useI18n, useT } from '../../shared/i18n/context.tsx';
import { valueTexts } from '../../shared/shell/value-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useDayName } from '../../shared/ui/closed-words.ts';
import { CircleUserRound, MessagesSquare, Siren, TagLabel } from '../../shared/ui/icons.ts';
import { MenuButton, type MenuGroup } from '../shared/menu-button.tsx';
import type { Office } from '../shared/use-office.ts';
import styles from './inbox.module.css';
import { MoreMenu } from './more-menu.tsx';
import type { OwnUnsent } from './own-unsent.ts';
import { messagesTexts } from './texts.ts';
import { useMayReply } from './thread-header.tsx';
import type { ThreadData } from './thread-data.ts';
import type { Target, TriageActs } from './triage-acts.ts';

export interface TriageBarProps {
  readonly data: ThreadData;
  readonly name: string;
  readonly office: Office;
  readonly acts: TriageActs;
  readonly unsent: OwnUnsent;
  readonly hrefOf: (target: Target) => string;
}

const levels: readonly Urgency[] = ['urgent', 'today', 'routine'];
const NOBODY = 'nobody';

/** What staff say about a thread: how urgent, which tags, whose. Each a menu, whole by keyboard. */
export function TriageBar(props: TriageBarProps): JSX.Element {
  const t = useT(messagesTexts);
  const values = useI18n().translate(valueTexts);
  const whyNot = useMayReply();
  const navigate = useNavigate();
  const target = (): Target => ({ patient: props.data.patient(), thread: props.data.thread() });
  const urgency = (): Urgency => props.data.triage()?.urgency.value ?? 'routine';
  const urgencyGroup = (): MenuGroup => ({
    kind: 'one', label: t('urgency.label'), value: urgency(),
    choices: levels.map((level) => ({ value: level, label: values(`values.${level}`) })),
    onChoose: (value) => void props.acts.setUrgency(target(), urgencyShape.parse(value), urgency()),
  });
  const othersGroup = (): MenuGroup => ({
    kind: 'acts', label: t('others.label', { name: props.name }),
    choices: props.data.others().map((other) => ({ value: other.id, label: other.state === 'closed' ? t('others.closed', { subject: other.subject }) : other.subject })),
    onChoose: (thread) => navigate(props.hrefOf({ patient: props.data.patient(), thread })),
  });
  return (
    <div class={styles.bar}>
      <MenuButton
        icon={Siren} here={props.unsent.urgency} label={values(`values.${urgency()}`)} name={t('urgency.button', { value: values(`values.${urgency()}`) })}
        groups={[urgencyGroup()]} unavailable={whyNot()}
      />
      <TagMenu data={props.data} office={props.office} acts={props.acts} here={props.unsent.tags} whyNot={whyNot()} target={target()} />
      <OwnerMenu data={props.data} office={props.office} acts={props.acts} here={props.unsent.owner} whyNot={whyNot()} target={target()} />
      <Show when={props.data.others().length > 0}>
        <MenuButton icon={MessagesSquare} label={t('others.button', { count: props.data.others().length + (props.data.archive.archive()?.left() ?? 0) })} groups={[othersGroup()]} />
      </Show>
      <MoreMenu data={props.data} />
    </div>
  );
}

interface PartProps {
  readonly data: ThreadData;
  readonly office: Office;
  readonly acts: TriageActs;
  readonly here: boolean;
  readonly whyNot: string | undefined;
  readonly target: Target;
}

function TagMenu(props: PartProps): JSX.Element {
  const t = useT(messagesTexts);
  const on = createMemo(() => new Set(Object.entries(props.data.triage()?.tags ?? {}).filter(([, tag]) => tag.value).map(([id]) => id)));
  const labels = (): string[] => [...on()].map((id) => props.office.tags()[id]?.label ?? id);
  const all = () => Object.values(props.office.tags());
  return (
    <MenuButton
      icon={TagLabel} here={props.here} label={labels().length > 0 ? labels().join(', ') : t('tags.none')} name={`${t('tags.label')}: ${labels().join(', ')}`}
      unavailable={props.whyNot ?? (all().length === 0 ? t('tags.empty') : undefined)}
      groups={[{
        kind: 'some', label: t('tags.label'), on: on(),
        choices: all().map((tag) => ({ value: tag.id, label: tag.label })),
        onSwitch: (tag, isOn) => void props.acts.switchTag(props.target, tag, isOn),
      }]}
    />
  );
}

function OwnerMenu(props: PartProps): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const me = (): string | null => sync.actor()?.staff ?? null;
  const dayName = useDayName();
  const assignee = () => props.data.triage()?.assignee ?? null;
  const label = (): string => {
    const owner = assignee();
    if (owner === null) return t('owner.unassigned');
    return owner.staff === me() ? t('owner.you') : owner.name;
  };
  const choices = () =>
    Object.values(props.office.colleagues())
      .filter((colleague) => colleague.answersMessages && colleague.id !== me())
      .sort((a, b) => a.name.localeCompare(b.name))
      .map((colleague) => {
        const away = props.office.away(colleague.id);
        const second = away ? t('owner.away', { title: colleague.title, day: dayName(away.until), name: away.to.name }) : colleague.title;
        return { value: colleague.id, label: colleague.name, second };
      });
  const group = (): MenuGroup => ({
    kind: 'one', label: t('owner.label'), value: assignee()?.staff ?? NOBODY,
    choices: [
      { value: me() ?? '', label: t('owner.you') },
      ...choices(),
      { value: NOBODY, label: t('owner.unassigned') },
    ].filter((choice) => choice.value !== ''),
    onChoose(value) {
      const from = assignee()?.staff ?? null;
      const to = value === NOBODY ? null : value;
      if (to === from) return;
      // A claim of nobody's thread is a decision of its own: two at once, and the second hears whose it is.
      if (from === null && to === me()) void props.acts.claim(props.target);
      else void props.acts.assign(props.target, from, to, props.office.colleagues()[value]?.name ?? '');
    },
  });
  return (
    <MenuButton icon={CircleUserRound} here={props.here} label={label()} name={`${t('owner.label')}: ${label()}`} groups={[group()]} unavailable={props.whyNot} />
  );
}
