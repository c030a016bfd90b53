import { createMemo, type Accessor } from 'solid-js';
import { chargeEntry, type ChargeEntry } from '../../../schema/billing.ts';
import { olderEntry } from '../../../schema/chart.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useI18n, useT } from '../i18n/context.tsx';
import { useView } from '../sync/views/use-view.ts';
import { chargeTexts } from './charge-texts.ts';
import { chartTexts } from './chart-texts.ts';
import { plainName } from './measured-words.ts';
import { useCareTime } from './use-care-time.ts';
import { newestFirst, type Described } from './use-describe.ts';

export interface Charges {
  readonly held: Accessor<boolean>;
  readonly refused: Accessor<boolean>;
  readonly stamp: Accessor<{ asOf: number | undefined; live: boolean }>;
  readonly entries: Accessor<readonly Described[]>;
  /** Entries that are at the clinic, and not here. */
  readonly older: Accessor<number>;
  /** Entries this app cannot read. */
  readonly unread: Accessor<number>;
}

/** billing/ of a patient, in words; null: of nobody. */
export function useCharges(patient: Accessor<string | null>): Charges {
  const t = useT(chargeTexts);
  const words = useT(chartTexts);
  const i18n = useI18n();
  const day = useCareTime();
  const view = useView(() => {
    const of = patient();
    return of === null ? null : viewName.billing(of);
  });
  const charges = view.section('charges', chargeEntry);
  const older = view.section('older', olderEntry);
  const lost = ['charges', 'older'].map((section) => view.unreadable(section));

  /** As sent where it is no number or no currency that Intl knows. */
  function money(amount: string, currency: string | null): string {
    if (currency !== null && Number.isFinite(Number(amount))) {
      try {
        return new Intl.NumberFormat(i18n.locale(), { style: 'currency', currency }).format(Number(amount));
      } catch {
        return `${amount} ${currency}`;
      }
    }
    return [amount, currency].filter(Boolean).join(' ');
  }
  const describe = (it: ChargeEntry): Described => ({
    id: it.id, title: plainName(it.name) || words('unnamed'), current: true, at: it.start ?? '',
    state: it.status === 'active' ? null : (i18n.find(chargeTexts, `status.${it.status}`) ?? it.status),
    lines: [
      it.start === null ? words('lines.notDated') : day(it.start),
      it.total === null ? t('noAmount') : t('charged', { amount: money(it.total, it.currency) }),
      ...(it.owed === null ? [] : [t('owed', { amount: money(it.owed, it.currency) })]),
      ...(it.answered ? [t('answered')] : []),
    ],
  });
  return {
    held: view.held, refused: view.refused,
    stamp: () => {
      const freshness = view.freshness();
      return { asOf: freshness.kind === 'asOf' ? freshness.at : undefined, live: freshness.kind === 'live' };
    },
    entries: createMemo(() => Object.values(charges()).map(describe).sort(newestFirst)),
    older: () => Object.values(older()).reduce((sum, entry) => sum + entry.count, 0),
    unread: () => lost.reduce((sum, count) => sum + count(), 0),
  };
}
