import { createSignal, lazy, Show, Suspense, type JSX } from 'solid-js';
import { urgency as urgencyShape } from '../../../schema/messages.ts';
import { useI18n, useT } from '../../shared/i18n/context.tsx';
import { valueTexts } from '../../shared/shell/value-texts.ts';
import { Button } from '../../shared/ui/button.tsx';
import { SlidersHorizontal } from '../../shared/ui/icons.ts';
import { MenuButton, type MenuGroup } from '../shared/menu-button.tsx';
import { useSavedFilters } from '../shared/saved-filters.ts';
import { filterTexts } from './filter-texts.ts';
import styles from './inbox.module.css';
import { describeFilter, isFiltering, queryOf, readQuery, type QueueFilter } from './queue-filter.ts';

/** Only for who keeps a set: fetched then. */
const FiltersDialog = lazy(() => import('./filters-dialog.tsx').then((part) => ({ default: part.FiltersDialog })));

const ANY = 'any';
const KEEP = 'keep';

export interface FilterBarProps {
  readonly filter: QueueFilter;
  readonly onChange: (filter: QueueFilter) => void;
}

/** Over the list: what of it is shown, beyond whose it is; and the sets this person has given a name. */
export function FilterBar(props: FilterBarProps): JSX.Element {
  const t = useT(filterTexts);
  const values = useI18n().translate(valueTexts);
  const saved = useSavedFilters();
  const [isKeeping, setKeeping] = createSignal(false);
  const groups = (): MenuGroup[] => [
    {
      kind: 'one', label: t('urgency'), value: props.filter.urgency ?? ANY,
      choices: [{ value: ANY, label: t('any') }, ...urgencyShape.options.map((level) => ({ value: level, label: values(`values.${level}`) }))],
      onChoose: (value) => props.onChange({ ...props.filter, urgency: urgencyShape.options.find((level) => level === value) ?? null }),
    },
    {
      kind: 'some', label: t('only'), on: new Set(props.filter.waiting ? ['waiting'] : []), choices: [{ value: 'waiting', label: t('waiting') }],
      onSwitch: (_value, on) => props.onChange({ ...props.filter, waiting: on }),
    },
    {
      kind: 'acts', label: t('saved'),
      choices: [...saved.all().map(({ id, name }) => ({ value: id, label: name })), { value: KEEP, label: t('keep') }],
      onChoose(value) {
        const one = saved.all().find(({ id }) => id === value);
        if (one) props.onChange(readQuery(Object.fromEntries(new URLSearchParams(one.query))));
        else setKeeping(true);
      },
    },
  ];
  /** The set that is shown now, if it has a name. */
  const name = (): string | undefined => saved.all().find(({ query }) => query === queryOf(props.filter))?.name;
  const label = (): string => {
    const parts = describeFilter(props.filter, { waiting: t('waiting'), urgency: (level) => values(`values.${level}`) });
    return name() ?? (parts.length > 0 ? parts.join(', ') : t('button'));
  };
  return (
    <div class={styles.filters}>
      <MenuButton icon={SlidersHorizontal} label={label()} name={t('name', { now: label() })} groups={groups()} />
      <Show when={isFiltering(props.filter)}><Button size="small" kind="quiet" onPress={() => props.onChange({ ...props.filter, urgency: null, waiting: false })}>{t('clear')}</Button></Show>
      <Show when={isKeeping()}><Suspense><FiltersDialog open={isKeeping()} onClose={() => setKeeping(false)} saved={saved} query={queryOf(props.filter)} now={label()} /></Suspense></Show>
    </div>
  );
}
