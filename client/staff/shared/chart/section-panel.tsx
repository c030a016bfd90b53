import { createSignal, createUniqueId, For, Show, type JSX } from 'solid-js';
import type { RecordSection } from '../../../../schema/chart.ts';
import { chartTexts } from '../../../shared/chart/chart-texts.ts';
import { EntryList } from '../../../shared/chart/entry-list.tsx';
import type { Described } from '../../../shared/chart/use-describe.ts';
import { useFormat, useT } from '../../../shared/i18n/context.tsx';
import { Button } from '../../../shared/ui/button.tsx';
import { Panel } from '../../../shared/ui/panel.tsx';
import { VisuallyHidden } from '../../../shared/ui/visually-hidden.tsx';
import styles from './chart.module.css';
import { staffChartTexts } from './texts.ts';
import type { Chart } from './use-chart.ts';

/** What goes on now; what is over opens. Everything stands here with the notes that were written beside it. */
export function SectionPanel(props: { readonly chart: Chart; readonly section: Exclude<RecordSection, 'vitals' | 'findings'> }): JSX.Element {
  const t = useT(staffChartTexts);
  const words = useT(chartTexts);
  const f = useFormat();
  const id = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const all = () => props.chart.entries(props.section);
  const now = () => all().filter(({ current }) => current);
  const earlier = () => all().filter(({ current }) => !current);
  const older = (): number => props.chart.older(props.section);
  return (
    <Panel title={words(`sections.${props.section}`)} second={f.number(all().length + older())}>
      <VisuallyHidden id={id}>{words(`sections.${props.section}`)}</VisuallyHidden>
      <Show when={all().length > 0} fallback={<p class={styles.small}>{t(props.section === 'allergies' ? 'noAllergies' : 'none')}</p>}>
        <Show when={now().length > 0}><EntryList compact labelledBy={id} entries={now()} more={(entry) => <Beside chart={props.chart} entry={entry} />} /></Show>
        <Show when={earlier().length > 0}>
          <Button kind="quiet" size="small" expanded={open()} onPress={() => setOpen(!open())}>{t('earlier', { count: earlier().length })}</Button>
          <Show when={open() || now().length === 0}><EntryList compact labelledBy={id} entries={earlier()} more={(entry) => <Beside chart={props.chart} entry={entry} />} /></Show>
        </Show>
      </Show>
      <Show when={older() > 0}><p class={styles.small}>{words('older', { count: older() })}</p></Show>
    </Panel>
  );
}

/** What the patient's own list does not say: who saw them, and what was noted. */
function Beside(props: { readonly chart: Chart; readonly entry: Described }): JSX.Element {
  const words = useT(chartTexts);
  return (
    <>
      <Show when={props.chart.seenBy(props.entry.id)}>{(name) => <p class={styles.small}>{words('lines.seenBy', { name: name() })}</p>}</Show>
      <Show when={props.chart.note(props.entry.id)}>{(text) => <p class={styles.small}><bdi>{words('lines.noteOf', { text: text() })}</bdi></p>}</Show>
    </>
  );
}

/** What came in and stands in no list of this version, so that nobody takes the lists for all there is. */
export function KeptPanel(props: { readonly chart: Chart }): JSX.Element {
  const t = useT(staffChartTexts);
  return (
    <Show when={props.chart.kept().length > 0}>
      <Panel title={t('kept.title')}>
        <p class={styles.small}>{t('kept.second')}</p>
        <ul class={styles.plain} role="list">
          <For each={props.chart.kept()}>
            {(entry) => <li>{t('kept.row', { type: entry.type, count: entry.count })}<Show when={entry.unread > 0}> · {t('kept.unread', { count: entry.unread })}</Show></li>}
          </For>
        </ul>
      </Panel>
    </Show>
  );
}
