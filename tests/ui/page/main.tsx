import '../../../client/shared/ui/styles.css';
import { render } from 'solid-js/web';

import { I18nProvider } from '../../../client/shared/i18n/context.tsx';
import { createI18n } from '../../../client/shared/i18n/create-i18n.ts';
import { applyBrand } from '../../../client/shared/ui/brand.ts';
import { LiveRegionProvider } from '../../../client/shared/ui/live-region.tsx';
import { SnackbarProvider } from '../../../client/shared/ui/snackbar.tsx';
import { PatientPage } from './patient-page.tsx';
import { StaffPage } from './staff-page.tsx';

/** Every component once, as an app would use it; `?app=staff`, `?brand=%23e4002b` paints only that one colour. */
const asked = new URLSearchParams(location.search);
const staff = asked.get('app') === 'staff';
document.documentElement.dataset['app'] = staff ? 'staff' : 'patient';
const brand = asked.get('brand');
if (brand !== null) {
  const theme = { mark: brand, onMark: brand, brand, onBrand: '#ffffff', ink: brand, soft: '#ffffff', line: brand };
  applyBrand({ light: theme, dark: theme });
}

const root = document.getElementById('app');
const i18n = createI18n({ language: asked.get('language') ?? 'en', timeZone: 'Africa/Nairobi' });
if (root)
  render(
    () => (
      <I18nProvider value={i18n}>
        <LiveRegionProvider>
          <SnackbarProvider>{staff ? <StaffPage /> : <PatientPage />}</SnackbarProvider>
        </LiveRegionProvider>
      </I18nProvider>
    ),
    root,
  );
