import { createSignal, onMount, type Accessor } from 'solid-js';
import { clinicPublic, type ClinicPublic } from '../../../schema/clinic.ts';
import { useI18n } from '../../shared/i18n/context.tsx';
import { readClinicCard, writeClinicCard } from '../../shared/local/clinic-card.ts';
import { nameApp } from '../../shared/shell/link-app.ts';
import { applyBrand } from '../../shared/ui/brand.ts';

/** `unknown`: the server says that no clinic has this address. null: not known yet, or no network. */
export type ClinicFace = ClinicPublic | 'unknown' | null;

/** The clinic's face: at once from the last visit, then as it is now. */
export function useClinic(suffix: string): Accessor<ClinicFace> {
  const i18n = useI18n();
  const [clinic, setClinic] = createSignal<ClinicFace>(null);
  function show(card: ClinicPublic): void {
    setClinic(card);
    applyBrand(card.brand);
    nameApp(card.brand.shortName);
    i18n.setTimeZone(card.texts.timeZone);
  }
  const kept = readClinicCard(suffix);
  if (kept) show(kept);
  onMount(() => {
    void (async () => {
      try {
        const response = await fetch(`/api/clinics/${encodeURIComponent(suffix)}/public`);
        if (response.status === 404) return void setClinic('unknown');
        const parsed = clinicPublic.safeParse(await response.json());
        if (!parsed.success) return;
        writeClinicCard(suffix, parsed.data);
        show(parsed.data);
      } catch {
        // No network: the page stands without the clinic's face, and says what signing in needs when it is tried.
      }
    })();
  });
  return clinic;
}
